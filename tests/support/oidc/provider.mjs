// A certified OpenID Connect provider (oidc-provider) for the tests, as a process of its own.
//
//     node provider.mjs CONFIG.json
//
// CONFIG: { port, issuer, clients: [...], people: { login: { claims, amr, acr } }, keys?: JWKS, card?: true }
// With `card` it is a double of an app that reads My Number cards: it knows the scopes name, address, birthdate, gender.
// Whoever is in `people` signs in by name alone; 「取りやめる」 sends back with access_denied.
import { readFileSync } from "node:fs";
import { Provider } from "oidc-provider";

const config = JSON.parse(readFileSync(process.argv[2], "utf-8"));

const SCOPES = config.card ? "openid name address birthdate gender" : "openid profile email";
const CARD_CLAIMS = {
  openid: ["sub", "acr", "amr"],
  name: ["name"],
  address: ["address"],
  birthdate: ["birthdate"],
  gender: ["gender"],
};

const provider = new Provider(config.issuer, {
  clients: config.clients,
  jwks: config.keys,
  claims: config.card ? CARD_CLAIMS : {
    openid: ["sub", "acr", "amr"],
    profile: ["name", "preferred_username", "employee_number", "kana", "department", "title"],
    email: ["email", "email_verified"],
  },
  // Without consent: a body's own provider does not ask its staff.
  async loadExistingGrant(ctx) {
    const { client, session, provider } = ctx.oidc;
    const grant = new provider.Grant({ clientId: client.clientId, accountId: session.accountId });
    grant.addOIDCScope(SCOPES);
    await grant.save();
    return grant;
  },
  async findAccount(_ctx, id) {
    const person = config.people[id];
    return person && { accountId: id, claims: async () => ({ sub: id, ...person.claims }) };
  },
  interactions: { url: (_ctx, interaction) => `/interaction/${interaction.uid}` },
  features: {
    devInteractions: { enabled: false },
    rpInitiatedLogout: {
      enabled: true,
      logoutSource: (ctx, form) => {
        ctx.body = `<!doctype html><title>サインアウト</title>${form}
          <button form="op.logoutForm" name="logout" value="yes">サインアウトする</button>`;
      },
    },
    backchannelLogout: { enabled: true },
  },
  pkce: { required: () => true },
  // It refuses to ask this machine, where the server under test is.
  fetch: (url, { dispatcher, ...options }) => globalThis.fetch(url, options),
  acrValues: ["urn:kairan:two", "aal3"],
  cookies: { keys: ["for the tests alone"] },
  ttl: { Interaction: 600, Session: 3600, Grant: 3600, AccessToken: 600, IdToken: 600 },
});

provider.use(async (ctx, next) => {
  const uid = /^\/interaction\/([\w-]+)$/.exec(ctx.path)?.[1];
  if (uid === undefined) return next();
  if (ctx.method === "GET") {
    ctx.type = "html";
    ctx.body = `<!doctype html><html lang="ja"><title>${config.card ? "模擬" : ""}認証サーバー</title>
      <h1>${config.card ? "カード認証の模擬（試験用）" : "あおば市 認証サーバー"}</h1>
      <form method="post" action="/interaction/${uid}">
      <label>利用者 <input name="login" autofocus></label> <button>サインイン</button>
      <button name="cancel" value="1">取りやめる</button></form>`;
    return;
  }
  const chunks = [];
  for await (const chunk of ctx.req) chunks.push(chunk);
  const form = new URLSearchParams(Buffer.concat(chunks).toString());
  const person = config.people[form.get("login")];
  const result = form.has("cancel")
    ? { error: "access_denied", error_description: "cancelled" }
    : { login: { accountId: form.get("login"), amr: person?.amr, acr: person?.acr } };
  await provider.interactionFinished(ctx.req, ctx.res, result, { mergeWithLastSubmission: false });
  ctx.respond = false;
});

provider.on("server_error", (_ctx, error) => console.error(error));
provider.on("backchannel.error", (_ctx, error) => console.error(error));
provider.listen(config.port, "127.0.0.1", () => console.log("ready"));
