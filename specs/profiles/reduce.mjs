// Keeps of what SUSHI wrote what a check needs: reduce.mjs from to. Texts for readers, mappings and the differential go;
// invariants of the R4 types go too, they are held with the types.
import { mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const [from, to] = process.argv.slice(2);
const ofR4 = /^http:\/\/hl7\.org\/fhir\/StructureDefinition\/[A-Za-z]+$/;
const dropped = ['definition', 'comment', 'requirements', 'alias', 'mapping', 'example', 'meaningWhenMissing', 'orderMeaning', 'isModifierReason', 'base', 'condition', 'representation'];

function element(full) {
  const kept = Object.fromEntries(Object.entries(full).filter(([name]) => !dropped.includes(name)));
  kept.constraint = full.constraint?.filter((rule) => rule.source && !ofR4.test(rule.source)).map(({ xpath, ...rule }) => rule);
  if (!kept.constraint?.length) delete kept.constraint;
  if (kept.binding) kept.binding = { strength: kept.binding.strength, valueSet: kept.binding.valueSet };
  return kept;
}

mkdirSync(to, { recursive: true });
for (const file of readdirSync(to).filter((name) => name.endsWith('.json'))) rmSync(join(to, file));
for (const file of readdirSync(from).sort()) {
  const resource = JSON.parse(readFileSync(join(from, file), 'utf8'));
  if (resource.resourceType === 'ImplementationGuide') continue;
  if (resource.snapshot) {
    delete resource.differential;
    delete resource.mapping;
    resource.snapshot.element = resource.snapshot.element.map(element);
  }
  writeFileSync(join(to, file), `${JSON.stringify(resource)}\n`);
}
