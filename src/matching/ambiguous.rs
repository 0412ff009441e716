//! Words that mean different things in different products: never a name without the list's product.

const WORDS: &str = "\
    action, activation, baseline, block, blueprint, blueprints, collection, compliance, container, \
    delete, group, groups, label, labels, lock, lost mode, package, packages, parameter, \
    parameters, policies, policy, product, products, profile, profiles, quarantine, registration, \
    retire, revoke, rule, rules, selective wipe, self service, sensor, sensors, sentry, signal, \
    site, sites, space, spaces, store, supervised, tag, tags, tunnel, unlock, user enrollment, \
    app lock";

/// Whether a folded text is such a word.
pub fn is(folded: &str) -> bool {
    WORDS.split(", ").any(|word| word == folded)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_many_meanings_are_known() {
        assert!(is("profile") && is("user enrollment") && is("app lock"));
        assert!(!is("geofencing") && !is(""));
    }
}
