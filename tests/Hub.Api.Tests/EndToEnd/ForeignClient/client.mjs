// What an integrator writes with a FHIR client of others: fhir-kit-client, as published. Prints one line for each step; ends with 1 at the first that goes wrong.
import assert from 'node:assert/strict';
import { createSign, randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { Client } from 'fhir-kit-client';

const [baseUrl, clientId, keyFile] = process.argv.slice(2);
const client = new Client({ baseUrl });
const marker = randomUUID();

const step = async (name, work) => {
  await work();
  console.log(name);
};

const httpOf = resource => Client.httpFor(resource).response;

// The status of a refusal, and the codes of the OperationOutcome in it.
const refused = async work => {
  const error = await work().then(() => assert.fail('not refused'), thrown => thrown);
  assert.ok(error.response, String(error));
  assert.equal(error.response.data.resourceType, 'OperationOutcome');
  return [error.response.status, error.response.data.issue.map(issue => issue.details.coding[0].code)];
};

const base64url = value => Buffer.from(JSON.stringify(value)).toString('base64url');

// private_key_jwt of SMART Backend Services: ES384, a header and claims signed with the key that the partner command registered.
const assertion = audience => {
  const now = Math.floor(Date.now() / 1000);
  const text = `${base64url({ alg: 'ES384', kid: 'foreign-1', typ: 'JWT' })}.${base64url({ iss: clientId, sub: clientId, aud: audience, exp: now + 240, jti: randomUUID() })}`;
  const signature = createSign('SHA384').update(text).sign({ key: readFileSync(keyFile, 'utf8'), dsaEncoding: 'ieee-p1363' });
  return `${text}.${signature.toString('base64url')}`;
};

const person = number => ({
  resourceType: 'Patient',
  identifier: [{ system: 'urn:example:foreign', value: `${marker}-${number}` }],
  name: [{ text: `Person ${number}` }],
});

const search = { identifier: `urn:example:foreign|${marker}-1` };
let made;
let tokenUrl;

await step('discovers', async () => {
  const statement = await client.capabilityStatement();
  assert.equal(statement.fhirVersion, '4.0.1');
  assert.ok(statement.rest[0].resource.some(resource => resource.type === 'Patient' && resource.interaction.some(one => one.code === 'patch')));
  ({ tokenUrl } = await client.smartAuthMetadata());
  assert.ok(tokenUrl);
});

await step('is refused without a token', async () => {
  assert.deepEqual(await refused(() => client.search({ resourceType: 'Patient' })), [401, ['login-required']]);
});

await step('authenticates', async () => {
  const answer = await fetch(tokenUrl, {
    method: 'POST',
    body: new URLSearchParams({
      grant_type: 'client_credentials',
      scope: 'system/*.cruds',
      client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
      client_assertion: assertion(tokenUrl.href),
    }),
  });
  const token = await answer.json();
  assert.equal(answer.status, 200, JSON.stringify(token));
  client.bearerToken = token.access_token;
});

await step('creates', async () => {
  made = await client.create({ resourceType: 'Patient', body: person(1) });
  assert.equal(httpOf(made).status, 201);
  assert.match(httpOf(made).headers.get('location'), new RegExp(`/Patient/${made.id}/_history/1$`));
});

await step('creates on a condition once', async () => {
  const again = await client.create({ resourceType: 'Patient', body: person(1), options: { headers: { 'If-None-Exist': `identifier=${search.identifier}` } } });
  assert.equal(httpOf(again).status, 200);
  assert.equal(again.id, made.id);
});

await step('reads', async () => {
  const read = await client.read({ resourceType: 'Patient', id: made.id });
  assert.deepEqual(read.identifier, person(1).identifier);
  assert.equal(httpOf(read).headers.get('etag'), 'W/"1"');
});

await step('updates, and only the version it has seen', async () => {
  const body = { ...made, gender: 'other' };
  const updated = await client.update({ resourceType: 'Patient', id: made.id, body, options: { headers: { 'If-Match': 'W/"1"' } } });
  assert.equal(updated.meta.versionId, '2');
  assert.deepEqual(await refused(() => client.update({ resourceType: 'Patient', id: made.id, body, options: { headers: { 'If-Match': 'W/"1"' } } })), [412, ['precondition-failed']]);
});

await step('updates on a condition', async () => {
  const updated = await client.update({ resourceType: 'Patient', searchParams: search, body: { ...person(1), gender: 'unknown' } });
  assert.equal(updated.id, made.id);
  assert.equal(updated.meta.versionId, '3');
});

await step('patches', async () => {
  const patched = await client.patch({ resourceType: 'Patient', id: made.id, jsonPatch: [{ op: 'replace', path: '/gender', value: 'male' }] });
  assert.equal(patched.gender, 'male');
});

await step('reads versions', async () => {
  const first = await client.vread({ resourceType: 'Patient', id: made.id, version: '1' });
  assert.equal(first.gender, undefined);
});

await step('searches', async () => {
  const found = await client.search({ resourceType: 'Patient', searchParams: search });
  assert.equal(found.total, 1);
  assert.equal(found.entry[0].resource.id, made.id);
  const posted = await client.search({ resourceType: 'Patient', searchParams: search, options: { postSearch: true } });
  assert.equal(posted.entry[0].resource.id, made.id);
  assert.deepEqual(await refused(() => client.search({ resourceType: 'Patient', searchParams: { colour: 'red' } })), [400, ['unknown-parameter']]);
});

await step('transacts', async () => {
  const urn = `urn:uuid:${randomUUID()}`;
  const answer = await client.transaction({
    body: {
      resourceType: 'Bundle',
      type: 'transaction',
      entry: [
        { fullUrl: urn, resource: person(2), request: { method: 'POST', url: 'Patient' } },
        ...[1, 2, 3, 4, 5].map(number => ({
          resource: { resourceType: 'Observation', status: 'final', code: { text: `Seen ${number}` }, subject: { reference: urn } },
          request: { method: 'POST', url: 'Observation' },
        })),
      ],
    },
  });
  assert.equal(answer.type, 'transaction-response');
  assert.ok(answer.entry.every(entry => entry.response.status.startsWith('201')));
  const broken = { resourceType: 'Bundle', type: 'transaction', entry: [{ resource: person(3), request: { method: 'POST', url: 'Patient' } }, { resource: { resourceType: 'Observation' }, request: { method: 'POST', url: 'Observation' } }] };
  const [status] = await refused(() => client.transaction({ body: broken }));
  assert.ok(status === 400 || status === 422);
  assert.equal((await client.search({ resourceType: 'Patient', searchParams: { identifier: `urn:example:foreign|${marker}-3` } })).total, 0);
});

await step('runs a batch', async () => {
  const answer = await client.batch({
    body: { resourceType: 'Bundle', type: 'batch', entry: [{ request: { method: 'GET', url: `Patient/${made.id}` } }, { request: { method: 'GET', url: 'Patient/nobody' } }] },
  });
  assert.deepEqual(answer.entry.map(entry => entry.response.status.slice(0, 3)), ['200', '404']);
  assert.equal(answer.entry[1].response.outcome.resourceType, 'OperationOutcome');
});

await step('pages', async () => {
  const found = await client.search({ resourceType: 'Patient', searchParams: { identifier: `urn:example:foreign|${marker}-2` } });
  const seen = new Set();
  let page = await client.search({ resourceType: 'Observation', searchParams: { subject: `Patient/${found.entry[0].resource.id}`, _count: 2 } });
  for (; page; page = await client.nextPage({ bundle: page })) {
    page.entry.forEach(entry => seen.add(entry.resource.id));
  }
  assert.equal(seen.size, 5);
});

await step('resolves a reference', async () => {
  const found = await client.search({ resourceType: 'Observation', searchParams: { 'subject:Patient.identifier': `urn:example:foreign|${marker}-2`, _count: 1 } });
  const subject = await client.resolve({ reference: found.entry[0].resource.subject.reference });
  assert.equal(subject.identifier[0].value, `${marker}-2`);
});

await step('reads history of an instance, a type and the system', async () => {
  const ofOne = await client.resourceHistory({ resourceType: 'Patient', id: made.id });
  assert.deepEqual(ofOne.entry.map(entry => entry.resource.meta.versionId), ['4', '3', '2', '1']);
  assert.ok((await client.typeHistory({ resourceType: 'Patient' })).entry.some(entry => entry.resource?.id === made.id));
  assert.ok((await client.systemHistory()).entry.some(entry => entry.resource?.resourceType === 'Observation'));
});

await step('asks for an operation', async () => {
  const outcome = await client.operation({ name: '$validate', resourceType: 'Patient', input: { ...person(4), gender: 'purple' } });
  assert.equal(outcome.issue[0].details.coding[0].code, 'invalid-code');
  const everything = await client.operation({ name: '$everything', resourceType: 'Patient', id: made.id, method: 'GET' });
  assert.equal(everything.entry[0].resource.id, made.id);
});

await step('searches a compartment', async () => {
  const found = await client.compartmentSearch({ resourceType: 'Observation', compartment: { resourceType: 'Patient', id: made.id } });
  assert.equal(found.total, 0);
});

await step('deletes', async () => {
  await client.delete({ resourceType: 'Patient', id: made.id });
  assert.deepEqual(await refused(() => client.read({ resourceType: 'Patient', id: made.id })), [410, ['gone']]);
  assert.deepEqual(await refused(() => client.read({ resourceType: 'Patient', id: 'nobody' })), [404, ['not-found']]);
});
