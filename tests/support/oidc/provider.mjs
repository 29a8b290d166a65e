// A certified OpenID Connect provider (oidc-provider) for the tests, as a process of its own.
//
//     node provider.mjs CONFIG.json
//
// CONFIG: { port, issuer, clients: [...], people: { login: { claims, amr, acr } }, keys?: JWKS, card?: true }
// With `card` it is a double of an app that reads My Number cards: it knows the scopes name, address, birthdate, gender.
// It signs, too, as the app does with the card: for whoever has `signs: { key, certificate }` (PEM, DER in Base64).
// Whoever is in `people` signs in by name alone; 「取りやめる」 sends back with access_denied.
import { createPrivateKey, privateEncrypt, randomUUID, constants } from "node:crypto";
import { readFileSync } from "node:fs";
import { CompactEncrypt, importJWK } from "jose";
import { Provider } from "oidc-provider";

const config = JSON.parse(readFileSync(process.argv[2], "utf-8"));

const SCOPES = config.card ? "openid name address birthdate gender sign" : "openid profile email";
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
  extraParams: ["sign_transaction_id"],
  scopes: SCOPES.split(" "),
  features: {
    clientCredentials: { enabled: Boolean(config.card) },
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

const transactions = new Map(); // what is to be signed, and by whom it was

async function bearer(ctx) {
  const token = /^Bearer (.+)$/.exec(ctx.headers.authorization ?? "")?.[1] ?? "";
  return (await provider.ClientCredentials.find(token)) ?? (await provider.AccessToken.find(token));
}

async function body(ctx) {
  const chunks = [];
  for await (const chunk of ctx.req) chunks.push(chunk);
  return Buffer.concat(chunks).toString();
}

// PKCS#1 v1.5 over what was sent, as the card does it: the DigestInfo comes from whoever asks.
function signature(person, digest) {
  const key = createPrivateKey(person.signs.key);
  return privateEncrypt({ key, padding: constants.RSA_PKCS1_PADDING }, Buffer.from(digest, "base64")).toString("base64");
}

async function sealed(clientId, text) {
  const client = await provider.Client.find(clientId);
  const keys = (await (await globalThis.fetch(client.jwksUri)).json()).keys;
  const found = keys.find((key) => key.use === "enc");
  const to = await importJWK(found, found.alg);
  const header = { alg: found.alg, enc: "A256GCM", kid: found.kid };
  return new CompactEncrypt(Buffer.from(text)).setProtectedHeader(header).encrypt(to);
}

provider.use(async (ctx, next) => {
  const at = /^\/api\/sign-transactions(?:\/([\w-]+)\/result)?$/.exec(ctx.path);
  if (!config.card || at === null) return next();
  const token = await bearer(ctx);
  ctx.type = "json";
  if (!token) {
    ctx.status = 401;
    ctx.body = {};
  } else if (ctx.method === "POST" && at[1] === undefined) {
    if (!token.scope?.split(" ").includes("sign") || token.kind !== "ClientCredentials") ctx.throw(403);
    const id = randomUUID();
    transactions.set(id, { client: token.clientId, digest: JSON.parse(await body(ctx)).digest });
    ctx.status = 201;
    ctx.body = { sign_transaction_id: id };
  } else {
    const held = transactions.get(at[1]);
    const person = config.people[held?.by];
    if (!person?.signs || held.by !== token.accountId) ctx.throw(404);
    ctx.body = {
      signature: await sealed(held.client, signature(person, person.signs.digest ?? held.digest)),
      certificate: await sealed(held.client, person.signs.certificate),
    };
  }
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
  const form = new URLSearchParams(await body(ctx));
  const person = config.people[form.get("login")];
  const held = transactions.get((await provider.Interaction.find(uid))?.params.sign_transaction_id);
  if (held !== undefined && !form.has("cancel")) held.by = form.get("login");
  const result = form.has("cancel")
    ? { error: "access_denied", error_description: "cancelled" }
    : { login: { accountId: form.get("login"), amr: person?.amr, acr: person?.acr } };
  await provider.interactionFinished(ctx.req, ctx.res, result, { mergeWithLastSubmission: false });
  ctx.respond = false;
});

provider.on("server_error", (_ctx, error) => console.error(error));
provider.on("backchannel.error", (_ctx, error) => console.error(error));
provider.listen(config.port, "127.0.0.1", () => console.log("ready"));
