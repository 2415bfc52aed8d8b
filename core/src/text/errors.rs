//! Wording a problem: what happened, then what Paperspace said, then the code.

use crate::model::config::BadConfig;
use crate::model::problem::{Problem, Refusal};
use crate::text::words;

pub fn describe(problem: &Problem) -> String {
    let words = words().problems();
    match problem {
        Problem::Offline => words.offline.to_owned(),
        Problem::Unreachable => words.unreachable.to_owned(),
        Problem::TimedOut => words.timed_out.to_owned(),
        Problem::Garbled { why } => (words.garbled)(why),
        Problem::Refused(refusal) => (words.with_code)(&sentence(refusal), &code(refusal)),
    }
}

/// For a write, which may have happened although no good answer arrived.
pub fn describe_write(problem: &Problem) -> String {
    if *problem == Problem::Offline {
        return words().problems().offline_not_sent.to_owned();
    }
    let mut text = describe(problem);
    if problem.is_outcome_unknown() {
        text.push(' ');
        text.push_str(words().problems().maybe_happened);
    }
    text
}

/// Why the configuration cannot be used.
pub fn describe_config(bad: &BadConfig) -> String {
    let words = words().problems();
    let address = |text: &str, why| (words.config_address)(text, why);
    match bad {
        BadConfig::NotFetched(Problem::Garbled { why }) => (words.config_unreadable)(why),
        // It has nothing to do with Paperspace.
        BadConfig::NotFetched(_) => (words.config_unreadable)(words.config_unreachable),
        BadConfig::NotServed(status) => (words.config_unreadable)(&(words.config_not_served)(*status)),
        BadConfig::NoJson(malformed) => (words.config_unreadable)(&malformed.to_string()),
        BadConfig::NoText => (words.config_unreadable)(words.config_no_text),
        BadConfig::NoAddress(text) => address(text, words.config_no_address),
        BadConfig::Decorated(text) => address(text, words.config_decorated),
        BadConfig::Insecure(text) => address(text, words.config_insecure),
    }
}

fn sentence(refusal: &Refusal) -> String {
    let words = words().problems();
    // Without a code, a gateway answered, which knows nothing of tokens and snapshots.
    let own = match refusal.status {
        401 | 404 if refusal.code.is_none() => words.unavailable,
        400 => words.bad_request,
        401 => words.unauthorized,
        403 => words.forbidden,
        404 => words.not_found,
        409 | 412 => words.conflict,
        429 => words.too_many,
        500.. => words.unavailable,
        _ => words.other,
    };
    let fields = refusal.fields.iter().map(|(field, why)| format!("{field}: {why}")).collect::<Vec<_>>().join("; ");
    let said = match &refusal.message {
        _ if !fields.is_empty() => Some(fields),
        // Paperspace's own message adds nothing to these.
        Some(message) if !matches!(refusal.status, 401 | 403 | 404) => Some(message.clone()),
        _ => None,
    };
    match said {
        Some(said) => (words.with_message)(own, &said),
        None => own.to_owned(),
    }
}

fn code(refusal: &Refusal) -> String {
    match &refusal.code {
        Some(code) => format!("{} {code}", refusal.status),
        None => refusal.status.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_problem_has_its_words_and_ends_with_its_code() {
        let refused = |status, code: Option<&str>, message: Option<&str>| {
            Problem::Refused(Refusal {
                status,
                code: code.map(str::to_owned),
                message: message.map(str::to_owned),
                ..Refusal::default()
            })
        };
        for (problem, begins, ends) in [
            (Problem::Offline, "You are offline", "."),
            (refused(500, None, None), "Paperspace answered with an error", "(500)"),
            (refused(404, Some("NOT_FOUND"), Some("Not found")), "It no longer exists", "(404 NOT_FOUND)"),
            (refused(404, None, None), "Paperspace answered with an error", "(404)"),
            (refused(401, None, None), "Paperspace answered with an error", "(401)"),
            (refused(409, Some("CONFLICT"), Some("busy")), "It conflicts", "“busy” (409 CONFLICT)"),
            (refused(418, None, Some("teapot")), "Paperspace refused", "“teapot” (418)"),
        ] {
            let text = describe(&problem);
            assert!(text.starts_with(begins) && text.ends_with(ends), "{text}");
        }
        let bad = BadConfig::Insecure("http://x".to_owned());
        assert!(describe_config(&bad).starts_with("config.json: apiBaseUrl is “http://x”. Over http"));
        let unread = describe_config(&BadConfig::NotFetched(Problem::Unreachable));
        assert_eq!(unread, "config.json cannot be read: the server that hosts Snapdeck could not be reached.");
        assert!(describe_write(&Problem::TimedOut).contains("may have been done"));
        assert_eq!(describe_write(&Problem::Offline), "You are offline. Nothing was sent.");
    }
}
