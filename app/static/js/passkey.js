// Passkeys: asks the browser for one and sends what it says along with its form, so that every
// answer is a page. A form says by data-passkey what it wants ("create" or "get") and by
// data-options where the question comes from. Without passkeys the form stays hidden.

const decode = (text) =>
  Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (one) => one.charCodeAt(0));

const encode = (buffer) =>
  btoa(String.fromCharCode(...new Uint8Array(buffer)))
    .replaceAll("+", "-")
    .replaceAll("/", "_")
    .replaceAll("=", "");

const named = (list) => (list ?? []).map((one) => ({ ...one, id: decode(one.id) }));

function question(options) {
  const asked = { ...options, challenge: decode(options.challenge) };
  if (options.user) asked.user = { ...options.user, id: decode(options.user.id) };
  if (options.excludeCredentials) asked.excludeCredentials = named(options.excludeCredentials);
  if (options.allowCredentials) asked.allowCredentials = named(options.allowCredentials);
  return asked;
}

function answer(credential) {
  const { response } = credential;
  const said = { clientDataJSON: encode(response.clientDataJSON) };
  if (response.attestationObject) {
    said.attestationObject = encode(response.attestationObject);
    said.transports = response.getTransports?.() ?? [];
  } else {
    said.authenticatorData = encode(response.authenticatorData);
    said.signature = encode(response.signature);
    if (response.userHandle) said.userHandle = encode(response.userHandle);
  }
  const { id, type } = credential;
  return JSON.stringify({ id, rawId: encode(credential.rawId), type, response: said });
}

async function ask(form) {
  const fields = new URLSearchParams({ csrf: form.elements.csrf?.value ?? "" });
  const got = await fetch(form.dataset.options, { method: "POST", body: fields });
  if (got.redirected) {
    location.assign(got.url);
    return null;
  }
  if (!got.ok) throw new Error(`${got.status}`);
  const publicKey = question(await got.json());
  return form.dataset.passkey === "create"
    ? navigator.credentials.create({ publicKey })
    : navigator.credentials.get({ publicKey });
}

function tell(form, error) {
  const place = form.querySelector("[data-problem]");
  if (!place) return;
  const kinds = { NotAllowedError: "cancelled", AbortError: "cancelled", InvalidStateError: "known" };
  place.textContent = place.dataset[kinds[error.name]] ?? place.dataset.failed;
  place.hidden = false;
}

async function run(form, button) {
  button.disabled = true;
  form.setAttribute("aria-busy", "true");
  try {
    const credential = await ask(form);
    if (!credential) return;
    form.elements.credential.value = answer(credential);
    form.submit();
  } catch (error) {
    tell(form, error);
    button.disabled = false;
  } finally {
    form.removeAttribute("aria-busy");
  }
}

if (window.PublicKeyCredential && navigator.credentials) {
  for (const form of document.querySelectorAll("form[data-passkey]")) {
    form.hidden = false;
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      run(form, event.submitter ?? form.querySelector("button"));
    });
  }
  for (const part of document.querySelectorAll("[data-with-passkeys]")) part.hidden = false;
}
