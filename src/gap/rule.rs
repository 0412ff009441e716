//! The published rules of the gap analysis: verdict table, licences, severity, default effort.
//! Each formula stands once, with its text; nothing here looks at a whole list.

use crate::model::priority::{InUse, Priority};
use crate::model::units::PerMille;
use crate::model::verdict::{Coverage, Relation, Verdict};

/// The verdict table: how a feature relates to a capability, and how far that is covered.
///
/// Nothing like it is *No equivalent*, whatever is covered. What nobody covers is *No equivalent*, what a
/// partner covers is *Partner*. Else the worse of relation and coverage decides.
pub fn verdict(relation: Relation, coverage: Coverage) -> Verdict {
    match (relation, coverage) {
        (Relation::None, _) | (_, Coverage::None) => Verdict::NoEquivalent,
        (_, Coverage::Partner) => Verdict::Partner,
        (Relation::Partial, _) | (_, Coverage::Partial) => Verdict::Partial,
        (Relation::OtherService, _) | (_, Coverage::OtherService) => Verdict::OtherService,
        (Relation::Similar, Coverage::Native) => Verdict::Redesign,
        (Relation::Same, Coverage::Native) => Verdict::Native,
    }
}

/// The verdict table in words, for the screen and the report.
pub const VERDICT_TEXT: &str = "A feature with no relation, or a capability that nobody covers: No equivalent. \
Else, in this order: a partner covers it: Partner; only part of it is covered or wanted: Partial; another \
service does it: Other service; other design: Redesign; same idea: Native. A feature used on several \
platforms takes the worst of them. A licence that the scenario does not hold turns Native and Redesign into \
Other service. Not in use, or priority Won't: Retire.";

/// A verdict after the licence check: what needs a licence that is not held is *Other service* at best.
pub fn with_licence(verdict: Verdict, missing: bool) -> Verdict {
    match verdict {
        Verdict::Native | Verdict::Redesign if missing => Verdict::OtherService,
        other => other,
    }
}

/// Whether the list itself says that the feature is not wanted.
pub fn is_retired(in_use: InUse, priority: Priority) -> bool {
    in_use == InUse::No || priority == Priority::Wont
}

/// The weight of a verdict in the severity, 0 to 10.
pub fn verdict_weight(verdict: Verdict) -> u16 {
    match verdict {
        Verdict::Native | Verdict::Retire => 0,
        Verdict::Redesign => 2,
        Verdict::OtherService => 3,
        Verdict::Partial => 5,
        Verdict::Partner => 6,
        Verdict::NoEquivalent => 10,
        Verdict::Open => 4,
    }
}

/// The weight of a priority in the severity, 0 to 10. What the list does not say counts as Should.
pub fn priority_weight(priority: Priority) -> u16 {
    match priority {
        Priority::Must => 10,
        Priority::Should | Priority::Unspecified => 6,
        Priority::Could => 3,
        Priority::Wont => 0,
    }
}

/// Severity, 0 to 100: verdict weight x priority weight x share of devices, rounded up.
pub fn severity(verdict: Verdict, priority: Priority, share: PerMille) -> u16 {
    let points =
        u32::from(verdict_weight(verdict)) * u32::from(priority_weight(priority)) * u32::from(share.0);
    u16::try_from(points.div_ceil(1000)).unwrap_or(100).min(100)
}

/// The severity formula in words, for the screen and the report.
pub const SEVERITY_TEXT: &str = "Severity = verdict weight (Native and Retire 0, Redesign 2, Other service 3, \
Open 4, Partial 5, Partner 6, No equivalent 10) x priority weight (Must 10, Should or not said 6, Could 3, \
Won't 0) x share of devices, rounded up; 0 to 100. \
Where platforms differ, only the devices on those with the verdict count.";

/// Working days to close a gap until the consultant says otherwise. Source: experience, to be edited.
pub fn default_effort(verdict: Verdict) -> u16 {
    match verdict {
        Verdict::Native | Verdict::Retire | Verdict::Open => 0,
        Verdict::Redesign => 2,
        Verdict::OtherService | Verdict::Partial => 3,
        Verdict::Partner | Verdict::NoEquivalent => 5,
    }
}

/// The default efforts in words.
pub const EFFORT_TEXT: &str = "Effort in working days until you set it: Redesign 2, Other service 3, Partial 3, \
Partner 5, No equivalent 5, else 0. An accepted gap raises no task.";

/// The rule over the parts of a feature that count, and over platforms: the worst that is known.
/// `None` when nothing is known.
pub fn worst(verdicts: impl Iterator<Item = Verdict>) -> Option<Verdict> {
    verdicts.filter(|verdict| *verdict != Verdict::Open).max_by_key(|verdict| badness(*verdict))
}

/// The rule over several parts in words, for the screen and the report.
pub const PARTS_TEXT: &str = "A feature may map to several capabilities, each for a part of it or for some \
platforms. On every platform the worst of the parts that count there decides, and of the platforms the worst. \
A part that the customer does not use does not count, nor does one for platforms on which the feature is not \
used. If the customer uses no part: Retire. What is open never outweighs what is known.";

/// The order in which verdicts count as worse; `Open` is apart and never the worst of known ones.
pub fn badness(verdict: Verdict) -> u8 {
    match verdict {
        Verdict::Open => 0,
        Verdict::Retire => 1,
        Verdict::Native => 2,
        Verdict::Redesign => 3,
        Verdict::OtherService => 4,
        Verdict::Partial => 5,
        Verdict::Partner => 6,
        Verdict::NoEquivalent => 7,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_verdict_table_is_as_published() {
        use Coverage as C;
        use Relation as R;
        use Verdict as V;
        let table: [(R, [V; 5]); 5] = [
            // Coverage:  Native       Partial          OtherService     Partner     None
            (R::Same, [V::Native, V::Partial, V::OtherService, V::Partner, V::NoEquivalent]),
            (R::Similar, [V::Redesign, V::Partial, V::OtherService, V::Partner, V::NoEquivalent]),
            (R::Partial, [V::Partial, V::Partial, V::Partial, V::Partner, V::NoEquivalent]),
            (R::OtherService, [V::OtherService, V::Partial, V::OtherService, V::Partner, V::NoEquivalent]),
            (R::None, [V::NoEquivalent; 5]),
        ];
        for (relation, row) in table {
            for (coverage, expected) in C::ALL.into_iter().zip(row) {
                assert_eq!(verdict(relation, coverage), expected, "{relation:?} x {coverage:?}");
            }
        }
    }

    #[test]
    fn the_worst_part_decides_and_open_never_does() {
        use Verdict as V;
        let check = |parts: &[V], expected| assert_eq!(worst(parts.iter().copied()), expected, "{parts:?}");
        check(&[], None);
        check(&[V::Open, V::Open], None);
        check(&[V::Open, V::Native], Some(V::Native));
        check(&[V::Native, V::Redesign], Some(V::Redesign));
        check(&[V::NoEquivalent, V::Native, V::Partner], Some(V::NoEquivalent));
    }

    #[test]
    fn severity_runs_from_0_to_100() {
        let check = |verdict, priority, share, expected| {
            assert_eq!(severity(verdict, priority, PerMille(share)), expected);
        };
        check(Verdict::NoEquivalent, Priority::Must, 1000, 100);
        check(Verdict::NoEquivalent, Priority::Must, 148, 15);
        check(Verdict::Partial, Priority::Unspecified, 500, 15);
        check(Verdict::Native, Priority::Must, 1000, 0);
        check(Verdict::Redesign, Priority::Could, 1, 1);
    }

    #[test]
    fn a_missing_licence_is_another_service_at_best() {
        for verdict in Verdict::ALL {
            let checked = with_licence(verdict, true);
            assert!(badness(checked) >= badness(verdict));
            assert_eq!(with_licence(verdict, false), verdict);
        }
        assert_eq!(with_licence(Verdict::Native, true), Verdict::OtherService);
    }
}
