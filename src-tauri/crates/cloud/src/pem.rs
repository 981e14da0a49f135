//! Texts in PEM form (RFC 7468), taken apart into what stands between their first and last lines.

/// What stands between `-----BEGIN LABEL-----` and `-----END LABEL-----`, both included.
pub(crate) struct Block<'a> {
    /// The line on which it begins, from 1.
    pub(crate) line: usize,
    pub(crate) label: &'a str,
    /// `None` where the end is missing.
    pub(crate) text: Option<String>,
}

impl Block<'_> {
    /// Whether it is a private key, of any kind.
    pub(crate) fn is_private_key(&self) -> bool {
        self.label.ends_with("PRIVATE KEY")
    }
}

/// The blocks of a text. What stands around them is passed over, as everybody else does.
pub(crate) fn blocks(text: &str) -> Vec<Block<'_>> {
    let mut blocks: Vec<Block<'_>> = Vec::new();
    let mut open: Option<String> = None;
    for (index, line) in text.lines().enumerate() {
        let line = line.trim();
        let label = |begin: &str| line.strip_prefix(begin).and_then(|rest| rest.strip_suffix("-----"));
        if let Some(label) = label("-----BEGIN ") {
            blocks.push(Block { line: index + 1, label, text: None });
            open = Some(String::new());
        }
        if let Some(text) = &mut open {
            text.push_str(line);
            text.push('\n');
        }
        if label("-----END ").is_some()
            && let (Some(block), Some(text)) = (blocks.last_mut(), open.take())
        {
            block.text = Some(text);
        }
    }
    blocks
}
