//! What licences a customer holds, and what a capability needs.
//! Prices and counts are out of scope; the 2026 bundling must be confirmed with a licence contact.

use crate::model::keyed::keyed;
use crate::model::sorted_set::SortedSet;
use serde::{Deserialize, Serialize};

/// The licence scenario of a gap analysis.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum LicenceBase {
    /// Intune Plan 1 alone.
    Plan1,
    /// Microsoft 365 E3 (with Plan 2, Remote Help, Advanced Analytics since 2026).
    #[default]
    M365E3,
    /// Microsoft 365 E5 (also Endpoint Privilege Management, Cloud PKI, Enterprise App Management).
    M365E5,
    /// Intune Suite over Plan 1.
    Suite,
}

keyed!(LicenceBase);

impl LicenceBase {
    /// Every scenario in screen order.
    pub const ALL: [LicenceBase; 4] =
        [LicenceBase::Plan1, LicenceBase::M365E3, LicenceBase::M365E5, LicenceBase::Suite];

    /// The key in project files and on the command line.
    pub fn key(self) -> &'static str {
        match self {
            LicenceBase::Plan1 => "plan1",
            LicenceBase::M365E3 => "m365-e3",
            LicenceBase::M365E5 => "m365-e5",
            LicenceBase::Suite => "suite",
        }
    }

    /// The scenario of a key.
    pub fn from_key(key: &str) -> Option<LicenceBase> {
        LicenceBase::ALL.into_iter().find(|base| base.key() == key)
    }

    /// The name on screen.
    pub fn label(self) -> &'static str {
        match self {
            LicenceBase::Plan1 => "Intune Plan 1 only",
            LicenceBase::M365E3 => "Microsoft 365 E3",
            LicenceBase::M365E5 => "Microsoft 365 E5",
            LicenceBase::Suite => "Intune Suite",
        }
    }

    /// The licence tokens of the catalogue that the scenario includes.
    /// Source: the reference's licence conventions; the 2026 split is unconfirmed by Microsoft's pages.
    pub fn tokens(self) -> &'static [&'static str] {
        const PLAN1: &[&str] = &["none", "intune-plan-1", "entra-id-free"];
        const E3: &[&str] = &[
            "none",
            "intune-plan-1",
            "entra-id-free",
            "entra-id-p1",
            "intune-plan-2",
            "remote-help-add-on",
            "advanced-analytics-add-on",
            "microsoft-365-e3",
            "microsoft-365-apps",
            "configuration-manager",
            "windows-enterprise-e3",
            "universal-print",
            "power-automate",
        ];
        const E5: &[&str] = &[
            "none",
            "intune-plan-1",
            "entra-id-free",
            "entra-id-p1",
            "entra-id-p2",
            "intune-plan-2",
            "remote-help-add-on",
            "advanced-analytics-add-on",
            "epm-add-on",
            "cloud-pki-add-on",
            "enterprise-app-management-add-on",
            "microsoft-365-e3",
            "microsoft-365-e5",
            "microsoft-365-apps",
            "configuration-manager",
            "windows-enterprise-e3",
            "universal-print",
            "power-automate",
            "defender-for-endpoint",
            "purview",
        ];
        const SUITE: &[&str] = &[
            "none",
            "intune-plan-1",
            "entra-id-free",
            "intune-plan-2",
            "intune-suite",
            "remote-help-add-on",
            "advanced-analytics-add-on",
            "epm-add-on",
            "cloud-pki-add-on",
            "enterprise-app-management-add-on",
        ];
        match self {
            LicenceBase::Plan1 => PLAN1,
            LicenceBase::M365E3 => E3,
            LicenceBase::M365E5 => E5,
            LicenceBase::Suite => SUITE,
        }
    }
}

/// The scenario that verdicts are computed for: a base and free add-ons (licence tokens).
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default, rename_all = "kebab-case")]
pub struct LicenceScenario {
    /// What the customer's users hold.
    pub base: LicenceBase,
    /// Licence tokens held besides, such as `cloud-pki-add-on`.
    pub add_ons: SortedSet<String>,
}

impl LicenceScenario {
    /// Whether a single licence token is held.
    pub fn holds(&self, token: &str) -> bool {
        self.base.tokens().contains(&token) || self.add_ons.contains(token)
    }
}

/// What a capability needs: every group is needed, one token of a group is enough.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct LicenceNeed(pub Vec<Vec<String>>);

impl LicenceNeed {
    /// Reads the catalogue's notation: `;` separates what is all needed, `|` alternatives.
    pub fn parse(text: &str) -> LicenceNeed {
        LicenceNeed(
            text.split(';')
                .map(|group| {
                    group
                        .split('|')
                        .map(str::trim)
                        .filter(|token| !token.is_empty())
                        .map(str::to_owned)
                        .collect()
                })
                .filter(|group: &Vec<String>| !group.is_empty())
                .collect(),
        )
    }

    /// The need in the catalogue's notation, which `parse` reads.
    pub fn notation(&self) -> String {
        self.0.iter().map(|group| group.join("|")).collect::<Vec<_>>().join(";")
    }

    /// The groups of which the scenario holds nothing.
    pub fn missing<'a>(&'a self, scenario: &LicenceScenario) -> Vec<&'a [String]> {
        self.0
            .iter()
            .filter(|group| !group.iter().any(|token| scenario.holds(token)))
            .map(Vec::as_slice)
            .collect()
    }

    /// The need in words: "Intune Plan 1 + (Cloud PKI or Intune Suite)"; empty when nothing is needed.
    pub fn label(&self) -> String {
        self.0
            .iter()
            .filter(|group| !group.iter().any(|token| token == "none"))
            .map(|group| group_label(group))
            .collect::<Vec<_>>()
            .join(" + ")
    }
}

/// One group of alternatives in words.
pub fn group_label(group: &[String]) -> String {
    group.iter().map(|token| token_label(token)).collect::<Vec<_>>().join(" or ")
}

/// A licence token in words.
pub fn token_label(token: &str) -> String {
    match token {
        "advanced-analytics-add-on" => "Advanced Analytics add-on",
        "azure-arc" => "Azure Arc",
        "azure-logic-apps" => "Azure Logic Apps",
        "azure-virtual-desktop" => "Azure Virtual Desktop",
        "cloud-pki-add-on" => "Cloud PKI add-on",
        "configuration-manager" => "Configuration Manager",
        "defender-for-endpoint" => "Defender for Endpoint",
        "enterprise-app-management-add-on" => "Enterprise App Management add-on",
        "entra-id-free" => "Entra ID Free",
        "entra-id-p1" => "Entra ID P1",
        "entra-id-p2" => "Entra ID P2",
        "entra-suite" => "Entra Suite",
        "epm-add-on" => "Endpoint Privilege Management add-on",
        "google-workspace" => "Google Workspace",
        "intune-device-only" => "Intune device-only licence",
        "intune-government-plan" => "Intune government plan",
        "intune-plan-1" => "Intune Plan 1",
        "intune-plan-2" => "Intune Plan 2",
        "intune-suite" => "Intune Suite",
        "microsoft-365-apps" => "Microsoft 365 Apps",
        "microsoft-365-e3" => "Microsoft 365 E3",
        "microsoft-365-e5" => "Microsoft 365 E5",
        "microsoft-365-lighthouse" => "Microsoft 365 Lighthouse",
        "none" => "none",
        "power-automate" => "Power Automate",
        "purview" => "Microsoft Purview",
        "remote-help-add-on" => "Remote Help add-on",
        "samsung-e-fota" => "Samsung E-FOTA",
        "security-copilot" => "Security Copilot",
        "teams-rooms-pro" => "Teams Rooms Pro",
        "teams-shared-device" => "Teams Shared Device",
        "teamviewer" => "TeamViewer",
        "universal-print" => "Universal Print",
        "windows-10-esu" => "Windows 10 ESU",
        "windows-365" => "Windows 365",
        "windows-enterprise-e3" => "Windows Enterprise E3",
        other => other,
    }
    .to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(need: &str, base: LicenceBase, add_ons: &[&str], missing: usize) {
        let scenario =
            LicenceScenario { base, add_ons: add_ons.iter().map(|token| (*token).to_owned()).collect() };
        assert_eq!(LicenceNeed::parse(need).missing(&scenario).len(), missing, "{need} in {base:?}");
    }

    #[test]
    fn every_group_is_needed_and_one_alternative_is_enough() {
        let tunnel = "intune-plan-1;intune-plan-2|intune-suite|microsoft-365-e3|microsoft-365-e5";
        check(tunnel, LicenceBase::Plan1, &[], 1);
        check(tunnel, LicenceBase::Plan1, &["intune-plan-2"], 0);
        check(tunnel, LicenceBase::M365E3, &[], 0);
        check("intune-plan-1;cloud-pki-add-on|intune-suite|microsoft-365-e5", LicenceBase::M365E3, &[], 1);
        check("none", LicenceBase::Plan1, &[], 0);
        check("", LicenceBase::Plan1, &[], 0);
        check("teamviewer", LicenceBase::M365E5, &[], 1);
    }
}
