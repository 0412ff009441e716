//! The headings of device lists, in English, German, French and Spanish, and as consoles export them.
//! Sources: headings of public exports, reports and templates of the products; the rest is usual wording.

use super::Field;
use crate::intake::headers::parted;
use crate::intake::words::{outside_brackets, words};

/// Fields with the headings that name them: plain words, a comma and a blank between them.
const HEADINGS: &[(Field, &str)] = &[
    (
        Field::Identity,
        "serial number, serial, serialnumber, device serial number, mobile device serial, computer serial, imei, imei meid, \
         meid, udid, uuid, device id, deviceid, azure ad device id, entra device id, intune device id, device identifier, \
         resource id, resourceid, mac address, wifi mac, wi fi mac, wifi mac address, wi fi mac address, ethernet mac, \
         seriennummer, gerate id, geratenummer, numero de serie, n de serie, identifiant de l appareil, \
         identificador del dispositivo, iccid, eid, esn, jss computer id, jss mobile device id, sm unique identifier",
    ),
    (
        Field::Person,
        "user, users, user name, username, primary user, primary user upn, primary user email address, \
         primary user name, upn, user principal name, userprincipalname, email, e mail, mail, email address, emailaddress, \
         user email, user email address, user display name, primary user display name, full name, real name, owner, \
         last user, last logged on user, last logon user, top console user, assigned user, benutzer, benutzername, nutzer, \
         anwender, besitzer, eigentumer, e mail adresse, utilisateur, nom d utilisateur, adresse mail, courriel, \
         usuario, nombre de usuario, correo, correo electronico",
    ),
    (
        Field::Personal,
        "display name, first name, last name, phone, phone number, device phone number, device name, devicename, \
         friendly name, device friendly name, name, computer name, computername, netbios name, host name, hostname, \
         machine name, ip address, ip, position, asset tag, management id, anzeigename, vorname, nachname, geratename, \
         rechnername, rufnummer, telefonnummer, nom, prenom, nom de l appareil, telephone, nombre, apellido, \
         nombre del dispositivo, telefono",
    ),
    (
        Field::Platform,
        "platform, device platform, os, os name, os type, os family, operating system, operatingsystem, \
         operating system family, operating system name, operating system name and version, operating system name and, platform name, platform type, \
         device os, client os, plattform, betriebssystem, plateforme, systeme d exploitation, plataforma, sistema operativo",
    ),
    (
        Field::Version,
        "os version, osversion, operating system version, operatingsystem version, platform version, version, \
         ios version, os build, build number, build, betriebssystemversion, os versionsnummer, version du systeme, \
         version de l os, version del sistema, version del so, version so",
    ),
    (
        Field::Ownership,
        "ownership, device ownership, owner type, ownertype, device owner type, managed device owner type, ownership type, \
         owned by, corporate owned, besitz, besitzart, geratebesitz, eigentum, propriete, type de propriete, propiedad, \
         tipo de propiedad, byod",
    ),
    (
        Field::Manufacturer,
        "manufacturer, device manufacturer, make, brand, oem, hersteller, fabricant, fabricante, marca, marque, manufacturer0",
    ),
    (
        Field::Model,
        "model, device model, model name, hardware model, product name, model identifier, device type, modell, geratemodell, \
         modele, modelo, model0, display model",
    ),
    (
        Field::Department,
        "department, departments, cost center, cost centre, organization group, organisation group, organizational group, \
         org group, business unit, location group, division, device group, blueprint name, abteilung, fachbereich, kostenstelle, \
         organisationsgruppe, departement, service, unite, centre de cout, departamento, area, centro de coste, space, device space",
    ),
    (
        Field::Site,
        "site, site name, site code, building, location, office, city, country, country region, home country, region, standort, \
         gebaude, ort, stadt, land, niederlassung, lieu, ville, pays, batiment, emplacement, sede, ciudad, pais, edificio, \
         ubicacion",
    ),
    (
        Field::Enrolment,
        "enrollment type, enrolment type, device enrollment type, enrollment method, enrolment method, enrollment, enrolment, \
         management type, management mode, managed by, managed, management agent, managementagent, mdm, join type, jointype, \
         trust type, android management mode, android mode, activation type, registration type, device category type, \
         enrollment profile, enrollment profile name, prestage enrollment, mode, registrierungstyp, registrierungsart, \
         verwaltungsart, type d inscription, mode de gestion, tipo de inscripcion, modo de gestion",
    ),
];

/// What a heading names; `Other` when it names nothing that is counted.
pub fn field_of(heading: &str) -> Field {
    // SCCM views end their columns in 0.
    let plain = |text: &str| words(&parted(&text.replace('_', " "))).join(" ");
    let whole = plain(&outside_brackets(heading));
    let whole = if whole.is_empty() { plain(heading) } else { whole };
    let short = whole.strip_suffix('0').unwrap_or(&whole);
    let named = |text: &str| {
        HEADINGS
            .iter()
            .find(|(_, names)| names.split(',').any(|name| name.trim() == text))
            .map(|(field, _)| *field)
    };
    named(&whole).or_else(|| named(short)).unwrap_or(Field::Other)
}

/// The product whose export has such headings.
pub fn product_of(headings: &[String]) -> &'static str {
    const MARKS: &[(&str, &[&str])] = &[
        (
            "Microsoft Intune",
            &[
                "intune device id",
                "managed by",
                "primary user upn",
                "azure ad device id",
                "entra device id",
                "compliance grace period expiration",
            ],
        ),
        (
            "Workspace ONE",
            &[
                "friendly name",
                "organization group",
                "enrollment status",
                "last seen",
                "phone number",
                "compliance status",
            ],
        ),
        (
            "Jamf Pro",
            &[
                "jss computer id",
                "jss mobile device id",
                "jamf version",
                "mobile device serial",
                "computer serial",
                "last inventory update",
                "last check in",
                "prestage enrollment",
                "jamf binary version",
            ],
        ),
        (
            "Configuration Manager",
            &[
                "resource id",
                "netbios name",
                "client version",
                "collection name",
                "site code",
                "top console user",
                "sms unique identifier",
            ],
        ),
        (
            "Ivanti / MobileIron",
            &[
                "registration status",
                "device space",
                "home country",
                "home operator",
                "mobileiron client version",
                "quarantined",
                "registration uuid",
                "client last check in",
            ],
        ),
        (
            "Citrix Endpoint Management",
            &["inactivity days", "last access", "device platform", "operating system version"],
        ),
        ("IBM MaaS360", &["maas360 device id", "maas360 managed status", "device status", "mailbox managed"]),
    ];
    let plain: Vec<String> =
        headings.iter().map(|heading| words(&parted(&heading.replace('_', " "))).join(" ")).collect();
    let score =
        |marks: &[&str]| marks.iter().filter(|mark| plain.iter().any(|heading| heading == *mark)).count();
    let best = MARKS.iter().map(|(product, marks)| (score(marks), *product)).max_by_key(|(score, _)| *score);
    best.filter(|(score, _)| *score >= 2).map_or("", |(_, product)| product)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_of_consoles_are_known() {
        let check = |heading: &str, field: Field| assert_eq!(field_of(heading), field, "{heading}");
        check("Serial Number", Field::Identity);
        check("serialNumber", Field::Identity);
        check("serial_number", Field::Identity);
        check("IMEI/MEID", Field::Identity);
        check("Primary user UPN", Field::Person);
        check("OS version", Field::Version);
        check("operatingSystem", Field::Platform);
        check("Operating_System_Name_and0", Field::Platform);
        check("Site (ID or Name)", Field::Site);
        check("ownerType", Field::Ownership);
        check("Gerätename", Field::Personal);
        check("Betriebssystem", Field::Platform);
        check("Système d’exploitation", Field::Platform);
        check("Enrollment Type", Field::Enrolment);
        check("Free space", Field::Other);
        check("Feature", Field::Other);
    }

    #[test]
    fn exports_are_told_by_their_headings() {
        let check = |headings: &str, product: &str| {
            let headings: Vec<String> = headings.split(',').map(str::to_owned).collect();
            assert_eq!(product_of(&headings), product);
        };
        check("Friendly Name,Organization Group,Platform,Last Seen", "Workspace ONE");
        check("Device name,Managed by,Ownership,Primary user UPN", "Microsoft Intune");
        check("Name,OS,Model", "");
    }
}
