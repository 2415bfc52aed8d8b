//! Signing in and out, in this tab and in the others.

use leptos::task::spawn_local;

use crate::browser::listen;
use crate::browser::storage::Area;
use crate::drivers::kept;
use crate::state::client::Client;
use crate::state::session::{Account, Session, Standing};
use crate::state::toasts::{Toasts, Tone};
use snapdeck_core::api::token::Token;
use snapdeck_core::api::{auth, snapshots};
use snapdeck_core::list::query::Query;
use snapdeck_core::model::problem::{Problem, Refusal};
use snapdeck_core::text::words;

/// The standing to begin with: the account that was kept, if any.
pub fn kept_standing() -> Standing {
    kept::account().map_or(Standing::SignedOut, Standing::SignedIn)
}

/// Tries a token and signs its account in. Call it where the context is.
///
/// # Errors
/// Why not; [`Problem::is_unauthorized`] where the token is not valid.
pub fn sign_in(token: Token, keep_on_device: bool) -> impl Future<Output = Result<(), Problem>> {
    let (client, session, toasts) = (Client::expect(), Session::expect(), Toasts::expect());
    async move {
        let account = identify(client, token).await?;
        let previous = session.account_untracked();
        if let Some(previous) = previous.filter(|previous| previous.key != account.key) {
            kept::forget(&client.base(), &previous.key);
            toasts.show(Tone::Failure, words().sign_in().other_account);
        }
        let area = if keep_on_device { Area::Device } else { Area::Tab };
        if kept::keep_account(&account, area).is_err() {
            toasts.show(Tone::Failure, words().chrome().storage_refused);
        }
        session.signed_in(account);
        Ok(())
    }
}

/// Finds out who a token belongs to: by the session, and where the service has none by reading one snapshot.
async fn identify(client: Client, token: Token) -> Result<Account, Problem> {
    match client.send_as(&token, &auth::session()).await {
        Ok(Some(person)) => return Ok(Account::new(token, Some(&person))),
        Ok(None) => return Err(Problem::Refused(Refusal { status: 401, ..Refusal::default() })),
        Err(problem) if problem.is_unauthorized() || problem.status().is_none() => {
            // A garbled session may still mean that the token works.
            if !matches!(problem, Problem::Garbled { .. }) {
                return Err(problem);
            }
        }
        Err(_) => {}
    }
    client.send_as(&token, &snapshots::list(&Query::default(), None, 1)).await?;
    Ok(Account::new(token, None))
}

/// Signs out here and, through the storage, in every other tab; clears all that is kept for the account.
pub fn sign_out(client: Client, session: Session) {
    if let Some(account) = session.account_untracked() {
        kept::forget(&client.base(), &account.key);
    }
    session.signed_out();
}

pub(super) fn start() {
    let (client, session) = (Client::expect(), Session::expect());
    let look = move || {
        // A tab that keeps its own token is not concerned with what the device keeps.
        if kept::area_of_account() == Some(Area::Tab) {
            return;
        }
        match kept::account() {
            Some(account) => session.signed_in(account),
            None => session.signed_out(),
        }
    };
    listen::other_tab_wrote(move |name| {
        if name.as_deref().is_none_or(|name| name == kept::ACCOUNT) {
            look();
        }
    });
    // Another tab may have signed out before anybody listened here.
    if session.account_untracked().is_some() && kept::account().is_none() {
        session.signed_out();
    }
    if session.account_untracked().is_some() {
        spawn_local(check_kept(client, session));
    }
}

/// A kept token may have been revoked meanwhile, and its names may have changed.
async fn check_kept(client: Client, session: Session) {
    let Some(kept_account) = session.account_untracked() else { return };
    match client.send_as(&kept_account.token, &auth::session()).await {
        Ok(None) => session.token_refused(&kept_account.token),
        Ok(Some(person)) => {
            let account = Account::new(kept_account.token, Some(&person));
            let area = kept::area_of_account().unwrap_or(Area::Tab);
            if account.key == kept_account.key && account.names != kept_account.names {
                // Only names to show: where they cannot be kept, they are asked for again next time.
                let _kept = kept::keep_account(&account, area);
                session.signed_in(account);
            }
        }
        // The list tells what is wrong with the service or the token.
        Err(_) => {}
    }
}
