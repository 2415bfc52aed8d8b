//! Writing JSON, in one line.

use std::fmt::{Display, Formatter, Result, Write as _};

use super::value::Json;

impl Display for Json {
    fn fmt(&self, out: &mut Formatter<'_>) -> Result {
        match self {
            Self::Null => out.write_str("null"),
            Self::Bool(true) => out.write_str("true"),
            Self::Bool(false) => out.write_str("false"),
            Self::Number(digits) => out.write_str(digits),
            Self::Text(text) => quoted(text, out),
            Self::List(values) => {
                let mut separator = '[';
                for value in values {
                    out.write_char(separator)?;
                    value.fmt(out)?;
                    separator = ',';
                }
                out.write_str(if separator == '[' { "[]" } else { "]" })
            }
            Self::Object(members) => {
                let mut separator = '{';
                for (name, value) in members {
                    out.write_char(separator)?;
                    quoted(name, out)?;
                    out.write_char(':')?;
                    value.fmt(out)?;
                    separator = ',';
                }
                out.write_str(if separator == '{' { "{}" } else { "}" })
            }
        }
    }
}

fn quoted(text: &str, out: &mut Formatter<'_>) -> Result {
    out.write_char('"')?;
    for letter in text.chars() {
        match letter {
            '"' | '\\' => {
                out.write_char('\\')?;
                out.write_char(letter)?;
            }
            '\u{0}'..='\u{1f}' => write!(out, "\\u{:04x}", u32::from(letter))?,
            _ => out.write_char(letter)?,
        }
    }
    out.write_char('"')
}
