//! The hash that marks of a content are made with.

/// FNV-1a with 64 bits: G. Fowler, L. C. Noll and K.-P. Vo, RFC 9923. The same on every machine and with every
/// compiler, which the standard library's hash does not promise.
pub(super) struct Hash(u64);

impl Hash {
    pub(super) fn new() -> Self {
        Self(0xcbf2_9ce4_8422_2325)
    }

    pub(super) fn bytes(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.0 = (self.0 ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3);
        }
    }

    /// A text and its end, so that two texts never run into one another: 0xff is in no UTF-8.
    pub(super) fn text(&mut self, text: &str) {
        self.bytes(text.as_bytes());
        self.bytes(&[0xff]);
    }

    /// Both halves together, the way to a shorter hash that its authors advise.
    pub(super) fn folded(&self) -> u32 {
        let [a, b, c, d, e, f, g, h] = self.0.to_le_bytes();
        u32::from_le_bytes([a, b, c, d]) ^ u32::from_le_bytes([e, f, g, h])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_hash_is_fnv_1a() {
        for (text, wanted) in
            [("", 0xcbf2_9ce4_8422_2325), ("a", 0xaf63_dc4c_8601_ec8c), ("foobar", 0x8594_4171_f739_67e8)]
        {
            let mut hash = Hash::new();
            hash.bytes(text.as_bytes());
            assert_eq!(hash.0, wanted, "{text}");
        }
    }
}
