//! What shall go wrong: rules that match requests. `fault_layer` carries them out.

use serde::Deserialize;
use serde_json::Value;

/// The most rules that wait at once.
const RULES_MAX: usize = 1_000;

/// Where a connection breaks.
#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "lowercase")]
pub enum Break {
    /// Before the request is acted on.
    Before,
    /// After it was acted on, before the answer.
    After,
    /// In the middle of the answer's body.
    Middle,
}

/// A rule: which requests, how often, and what happens to them. Fields that are left out do nothing.
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Rule {
    /// Such as `GET`; any method where left out.
    pub method: Option<String>,
    /// The path behind `/v1`, where `*` stands for any text. With the `/v1` it means the same.
    pub path: String,
    /// How many requests it applies to.
    #[serde(default = "one")]
    pub times: u32,
    /// Waits before all else.
    #[serde(default)]
    pub delay_ms: u64,
    /// Answers this instead of acting.
    pub status: Option<u16>,
    /// The body of that answer: a text as it is, any other JSON as JSON.
    #[serde(default)]
    pub body: Value,
    /// The content type of that answer; by default that of the body.
    pub content_type: Option<String>,
    /// More headers of that answer.
    #[serde(default)]
    pub headers: std::collections::BTreeMap<String, String>,
    /// Closes the connection.
    pub close: Option<Break>,
    /// How likely it is that the rule applies to a request that it matches; drawn from the world's seed.
    #[serde(default = "certain")]
    pub probability: f64,
    /// Changes to the JSON of the real answer: by JSON pointer (RFC 6901), what stands there afterwards.
    #[serde(default)]
    pub set: std::collections::BTreeMap<String, Value>,
    /// JSON pointers to what is taken out of the real answer.
    #[serde(default)]
    pub remove: Vec<String>,
    /// JSON pointers to elements of lists that come twice in the real answer.
    #[serde(default)]
    pub duplicate: Vec<String>,
    /// Cuts the text of the real answer in half, and still promises nothing wrong.
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

/// Whether a path is what a pattern with `*` describes.
fn glob(pattern: &str, path: &str) -> bool {
    match pattern.split_once('*') {
        None => pattern == path,
        Some((head, rest)) => path.strip_prefix(head).is_some_and(|path| {
            rest.is_empty() || (0..=path.len()).any(|at| path.get(at..).is_some_and(|tail| glob(rest, tail)))
        }),
    }
}

/// The rules that wait for their requests.
#[derive(Debug, Default)]
pub struct Faults(Vec<Rule>);

impl Faults {
    /// Adds a rule behind the others.
    ///
    /// # Errors
    /// When too many rules wait already.
    pub fn add(&mut self, rule: Rule) -> Result<(), String> {
        if self.0.len() >= RULES_MAX {
            return Err(format!("{RULES_MAX} rules wait already"));
        }
        self.0.push(rule);
        Ok(())
    }

    /// Forgets all rules.
    pub fn clear(&mut self) {
        self.0.clear();
    }

    /// Uses up one application of the first rule that matches and whose turn it is. `chance` is drawn for each in 0..1.
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
