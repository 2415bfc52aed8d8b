//! What can happen to one request on its way.

/// What happens to one request.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Fault {
    /// Nothing: it is answered.
    None,
    /// The connection breaks before the service acts.
    Before,
    /// It breaks after the service acted, before the answer.
    After,
    /// The service acts, and the answer comes too late.
    TimedOut,
    /// The API refuses before it acts.
    Refused(u16),
    /// The service acts, and a gateway answers for it: a page of HTML.
    Gateway(u16),
    /// A gateway answers with a page of HTML, and the service never hears of it.
    Stopped(u16),
    /// The browser sends the request again by itself, since a used connection closed before any answer.
    Resent,
    /// The same, and the second answer is lost as well.
    ResentLost,
}

impl Fault {
    /// Its name in the count of what was met.
    pub fn name(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::Before => "broken before",
            Self::After => "broken after the effect",
            Self::TimedOut => "timed out",
            Self::Refused(429) => "429",
            Self::Refused(_) => "5xx of the API",
            Self::Gateway(200) => "200 with HTML after the effect",
            Self::Gateway(404) => "404 of a gateway after the effect",
            Self::Gateway(_) => "5xx of a gateway after the effect",
            Self::Stopped(404) => "404 of a gateway before the effect",
            Self::Stopped(_) => "5xx of a gateway before the effect",
            Self::Resent => "sent again by the browser",
            Self::ResentLost => "sent again by the browser, and lost",
        }
    }
}

/// What becomes of every list of events, of the team's and of a machine's, while single events are answered.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub enum EventList {
    /// It is answered.
    #[default]
    Works,
    /// It may not be read.
    Refused,
    /// One event in it is malformed.
    Malformed,
    /// The team's is answered by a 500, every time; a machine's is answered.
    Fails,
}
