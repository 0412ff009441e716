//! The native tests: laws, fixtures, journeys without a browser, and the rules of the layout.

#[cfg(test)]
mod architecture;
#[cfg(test)]
mod catalogue;
#[cfg(test)]
mod devices;
#[cfg(test)]
mod exports;
#[cfg(test)]
mod fuzz_laws;
#[cfg(test)]
mod gap;
#[cfg(test)]
mod intake;
#[cfg(test)]
mod journeys;
#[cfg(test)]
mod levelling;
#[cfg(test)]
mod long_list;
#[cfg(test)]
mod match_page;
#[cfg(test)]
mod matching;
#[cfg(test)]
mod network;
#[cfg(test)]
mod packs;
#[cfg(test)]
mod pauses;
#[cfg(test)]
mod plan;
#[cfg(test)]
mod plan_page;
#[cfg(test)]
mod project;
#[cfg(test)]
mod readme;
#[cfg(test)]
mod report;
#[cfg(test)]
mod round_trip;
#[cfg(test)]
mod wave_cards;
