//! Signing in and out, here and in other tabs.

use crate::browser::listen;
use crate::services::client::Client;
use snapdeck_core::model::problem::Problem;
use snapdeck_core::model::token::Token;
use snapdeck_core::runner::{Area, SignIn};

/// Signs in on this device, or in this tab only. Fails with [`Problem::is_unauthorized`] if the token is not valid.
pub async fn sign_in(client: Client, token: Token, keep_on_device: bool) -> Result<SignIn, Problem> {
    let area = if keep_on_device { Area::Device } else { Area::Tab };
    client.runner().sign_in(token, area).await
}

/// Signs out here and, through the storage, in every other tab of the account. Removes everything stored for it.
pub fn sign_out(client: Client) {
    client.runner().sign_out();
}

/// Whether the account is signed in for this tab only.
pub fn is_of_tab(client: Client) -> bool {
    client.runner().area_of_account() == Some(Area::Tab)
}

pub(super) fn start() {
    let client = Client::expect();
    listen::other_tab_wrote(move |name| client.runner().other_tab_wrote(name.as_deref()));
    listen::page_was_brought_back(move || {
        let runner = client.runner();
        runner.look_who_is_there();
        runner.look_around();
    });
}
