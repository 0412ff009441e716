//! Writes ZIP archives of stored parts, so that what is fuzzed is behind the container.

/// CRC-32 bit by bit.
fn checksum(bytes: &[u8]) -> u32 {
    !bytes.iter().fold(u32::MAX, |sum, byte| {
        (0..8).fold(sum ^ u32::from(*byte), |sum, _| (sum >> 1) ^ (0xEDB8_8320 & (sum & 1).wrapping_neg()))
    })
}

/// An archive with these parts: name, content.
pub fn archive(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let length = |bytes: &[u8]| u32::try_from(bytes.len()).expect("small parts").to_le_bytes();
    let (mut file, mut directory) = (Vec::new(), Vec::new());
    for (name, content) in parts {
        let at = length(&file);
        let common = [
            &[20, 0, 0, 0, 0, 0, 0, 0, 0, 0][..],
            &checksum(content).to_le_bytes(),
            &length(content),
            &length(content),
            &length(name.as_bytes())[..2],
            &[0, 0],
        ]
        .concat();
        file.extend([b"PK\x03\x04", &common[..], name.as_bytes(), content].concat());
        directory.extend([b"PK\x01\x02\x14\x00", &common[..], &[0; 10], &at, name.as_bytes()].concat());
    }
    let number = &length(&vec![0; parts.len()])[..2];
    let (size, at) = (length(&directory), length(&file));
    [&file[..], &directory, b"PK\x05\x06\0\0\0\0", number, number, &size, &at, &[0, 0]].concat()
}
