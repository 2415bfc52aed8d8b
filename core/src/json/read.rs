//! Reading JSON (RFC 8259).

use std::fmt::{Display, Formatter};

use super::value::Json;

/// How deep values may lie in each other. The API goes five deep; without a limit a hostile text could exhaust the stack.
const DEPTH_MAX: usize = 100;

/// A text that is no JSON.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Malformed {
    /// Where it stops making sense, in bytes.
    pub at: usize,
}

impl Display for Malformed {
    fn fmt(&self, out: &mut Formatter<'_>) -> std::fmt::Result {
        write!(out, "not JSON at byte {}", self.at)
    }
}

impl Json {
    /// Reads a text.
    ///
    /// # Errors
    /// [`Malformed`], where it is anything but one value.
    pub fn read(text: &str) -> Result<Self, Malformed> {
        let mut reader = Reader { text, at: 0 };
        let value = reader.value(0).filter(|_| reader.next_is_end());
        value.ok_or(Malformed { at: reader.at })
    }
}

struct Reader<'a> {
    text: &'a str,
    at: usize,
}

impl Reader<'_> {
    fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    /// Goes on behind a byte, where it comes next.
    fn take(&mut self, byte: u8) -> bool {
        let is_next = self.peek() == Some(byte);
        self.at += usize::from(is_next);
        is_next
    }

    fn take_while(&mut self, is_part: fn(u8) -> bool) -> usize {
        let start = self.at;
        while self.peek().is_some_and(is_part) {
            self.at += 1;
        }
        self.at - start
    }

    fn skip_space(&mut self) {
        self.take_while(|byte| matches!(byte, b' ' | b'\n' | b'\r' | b'\t'));
    }

    fn next_is_end(&mut self) -> bool {
        self.skip_space();
        self.peek().is_none()
    }

    fn value(&mut self, depth: usize) -> Option<Json> {
        self.skip_space();
        match self.peek()? {
            b'{' | b'[' if depth == DEPTH_MAX => None,
            b'{' => {
                let mut members = Vec::new();
                self.items(b'}', |reader| {
                    reader.skip_space();
                    let name = reader.string()?;
                    reader.skip_space();
                    let value = reader.take(b':').then(|| reader.value(depth + 1))??;
                    members.push((name, value));
                    Some(())
                })?;
                Some(Json::Object(members))
            }
            b'[' => {
                let mut values = Vec::new();
                self.items(b']', |reader| {
                    values.push(reader.value(depth + 1)?);
                    Some(())
                })?;
                Some(Json::List(values))
            }
            b'"' => self.string().map(Json::Text),
            b't' => self.word("true", Json::Bool(true)),
            b'f' => self.word("false", Json::Bool(false)),
            b'n' => self.word("null", Json::Null),
            _ => self.number(),
        }
    }

    /// Reads what stands between brackets, with commas between.
    fn items(&mut self, end: u8, mut item: impl FnMut(&mut Self) -> Option<()>) -> Option<()> {
        self.at += 1;
        self.skip_space();
        if self.take(end) {
            return Some(());
        }
        loop {
            item(self)?;
            self.skip_space();
            if self.take(end) {
                return Some(());
            }
            self.take(b',').then_some(())?;
        }
    }

    fn word(&mut self, word: &str, value: Json) -> Option<Json> {
        let is_next = self.text.as_bytes()[self.at..].starts_with(word.as_bytes());
        self.at += if is_next { word.len() } else { 0 };
        is_next.then_some(value)
    }

    fn number(&mut self) -> Option<Json> {
        let digits = |reader: &mut Self| (reader.take_while(|byte| byte.is_ascii_digit()) > 0).then_some(());
        let start = self.at;
        self.take(b'-');
        if !self.take(b'0') {
            digits(self)?;
        }
        if self.take(b'.') {
            digits(self)?;
        }
        if self.take(b'e') || self.take(b'E') {
            let _signed = self.take(b'+') || self.take(b'-');
            digits(self)?;
        }
        Some(Json::Number(self.text[start..self.at].into()))
    }

    fn string(&mut self) -> Option<String> {
        self.take(b'"').then_some(())?;
        let mut text = String::new();
        loop {
            let start = self.at;
            self.take_while(|byte| !matches!(byte, b'"' | b'\\' | 0..=0x1f));
            text.push_str(&self.text[start..self.at]);
            match self.peek()? {
                b'"' => {
                    self.at += 1;
                    return Some(text);
                }
                b'\\' => {
                    self.at += 1;
                    text.push(self.escaped()?);
                }
                _ => return None,
            }
        }
    }

    /// The letter that an escape stands for.
    fn escaped(&mut self) -> Option<char> {
        let byte = self.peek()?;
        self.at += 1;
        Some(match byte {
            b'"' | b'\\' | b'/' => char::from(byte),
            b'b' => '\u{8}',
            b'f' => '\u{c}',
            b'n' => '\n',
            b'r' => '\r',
            b't' => '\t',
            b'u' => {
                let unit = self.code_unit()?;
                match unit {
                    // The first half of a letter beyond the first 65,536: the other half follows.
                    0xd800..=0xdbff => {
                        let low = (self.take(b'\\') && self.take(b'u')).then(|| self.code_unit())??;
                        let low = low.checked_sub(0xdc00).filter(|low| *low < 0x400)?;
                        char::from_u32(0x1_0000 + ((unit - 0xd800) << 10) + low)?
                    }
                    _ => char::from_u32(unit)?,
                }
            }
            _ => return None,
        })
    }

    fn code_unit(&mut self) -> Option<u32> {
        let digits = self.text.get(self.at..self.at + 4).filter(|digits| !digits.starts_with('+'))?;
        let unit = u32::from_str_radix(digits, 16).ok()?;
        self.at += 4;
        Some(unit)
    }
}
