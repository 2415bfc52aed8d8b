//! Rules about what goes wrong with which requests. `fault_layer` carries them out.

use serde::Deserialize;
use serde_json::Value;

/// The most pending rules.
const RULES_MAX: usize = 1_000;

#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "lowercase")]
pub enum Break {
    /// Before the request is carried out.
    Before,
    /// After it was carried out, before the answer.
    After,
    Middle,
}

/// Which requests, how often, and what happens to them.
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Rule {
    /// Any method if missing.
    pub method: Option<String>,
    /// With or without `/v1`; `*` stands for any text.
    pub path: String,
    #[serde(default = "one")]
    pub times: u32,
    /// Before everything else.
    #[serde(default)]
    pub delay_ms: u64,
    /// Answered instead of carrying out the request.
    pub status: Option<u16>,
    /// The body of that answer. A string is sent as it is.
    #[serde(default)]
    pub body: Value,
    /// By default that of the body.
    pub content_type: Option<String>,
    #[serde(default)]
    pub headers: std::collections::BTreeMap<String, String>,
    pub close: Option<Break>,
    /// The probability that the rule applies to a matching request.
    #[serde(default = "certain")]
    pub probability: f64,
    /// New values in the JSON of the real answer, by JSON pointer (RFC 6901).
    #[serde(default)]
    pub set: std::collections::BTreeMap<String, Value>,
    /// JSON pointers to what is removed from the real answer.
    #[serde(default)]
    pub remove: Vec<String>,
    /// JSON pointers to list elements that come twice in the real answer.
    #[serde(default)]
    pub duplicate: Vec<String>,
    /// Cuts the real answer in half; `Content-Length` matches.
    #[serde(default)]
    pub truncate: bool,
}

fn certain() -> f64 {
    1.0
}

fn one() -> u32 {
    1
}

impl Rule {
    fn matches(&self, method: &str, path: &str) -> bool {
        self.method.as_ref().is_none_or(|wanted| wanted.eq_ignore_ascii_case(method))
            && glob(self.path.strip_prefix("/v1").unwrap_or(&self.path), path)
    }
}

fn glob(pattern: &str, path: &str) -> bool {
    match pattern.split_once('*') {
        None => pattern == path,
        Some((head, rest)) => path.strip_prefix(head).is_some_and(|path| {
            rest.is_empty() || (0..=path.len()).any(|at| path.get(at..).is_some_and(|tail| glob(rest, tail)))
        }),
    }
}

#[derive(Debug, Default)]
pub struct Faults(Vec<Rule>);

impl Faults {
    ///
    /// # Errors
    /// Too many rules are pending.
    pub fn add(&mut self, rule: Rule) -> Result<(), String> {
        if self.0.len() >= RULES_MAX {
            return Err(format!("{RULES_MAX} rules wait already"));
        }
        self.0.push(rule);
        Ok(())
    }

    pub fn clear(&mut self) {
        self.0.clear();
    }

    /// Uses up one application of the first rule that applies. `chance` gives random numbers in 0..1.
    pub(crate) fn take(&mut self, method: &str, path: &str, mut chance: impl FnMut() -> f64) -> Option<Rule> {
        let applies = |rule: &Rule| rule.times > 0 && rule.matches(method, path) && chance() < rule.probability;
        let at = self.0.iter().position(applies)?;
        self.0[at].times -= 1;
        let rule = self.0[at].clone();
        self.0.retain(|rule| rule.times > 0);
        Some(rule)
    }
}

#[cfg(test)]
mod tests {
    use super::glob;

    #[test]
    fn a_star_stands_for_any_text() {
        for (pattern, path, expected) in [
            ("/snapshots", "/snapshots", true),
            ("/snapshots", "/snapshots/x", false),
            ("/snapshots*", "/snapshots", true),
            ("/snapshots/*", "/snapshots/x/restore", true),
            ("/snapshots/*/restore", "/snapshots/x/restore", true),
            ("/snapshots/*/restore", "/snapshots/x", false),
            ("*", "/machines", true),
        ] {
            assert_eq!(glob(pattern, path), expected, "{pattern} {path}");
        }
    }
}
