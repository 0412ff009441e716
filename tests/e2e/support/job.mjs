// The steps of the main job, as a consultant does them.
export const LIST = [
  'Nr;Funktion;Bereich;Plattform;Aktiv;Priorität;Anzahl;Bemerkung',
  '1;Enterprise Wipe;Geräte;iOS;ja;Muss;900;',
  '2;Geofencing;Richtlinien;Android;ja;Muss;300;"zwei\nZeilen"',
  '3;Remote lock;Geräte;alle;ja;Soll;1.200;=1+1',
  '4;Smart Groups;Geräte;alle;ja;Soll;1.200;',
  '5;Per-App VPN;Apps;iOS;nein;Kann;10;',
  '5;Per-App VPN;Apps;iOS;nein;Kann;10;',
  '6;Something nobody knows;Apps;iOS;x;Kann;10;',
  '',
  'Summe;;;;;;3.620;',
].join('\r\n');

export async function go(page, name) {
  await page.locator('.rail').getByRole('link', { name: new RegExp(name) }).click();
}

// Chooses a file in the dialog that a click opens.
export async function choose(page, click, name, text) {
  const [chooser] = await Promise.all([page.waitForEvent('filechooser'), click()]);
  await chooser.setFiles({ name, mimeType: 'text/plain', buffer: Buffer.from(text) });
}

export async function importList(page) {
  await choose(page, () => page.getByRole('button', { name: 'Choose a file…' }).click(), 'airwatch features.csv', LIST);
  await page.getByRole('button', { name: /^Use \d+ features$/ }).click();
  await page.getByRole('heading', { name: 'Match', exact: true }).waitFor();
  await page.locator('.jobs').waitFor({ state: 'detached' });
}

export async function sample(page, name) {
  await page.getByRole('button', { name: new RegExp(name) }).click();
  await page.getByRole('button', { name: /^Use \d+ features$/ }).click();
  await page.getByRole('heading', { name: 'Match', exact: true }).waitFor();
  await page.locator('.jobs').waitFor({ state: 'detached' });
}

// A field whose draft counts when it is left.
export async function fill(page, label, value) {
  const field = page.getByLabel(label, { exact: true });
  await field.fill(value);
  await field.blur();
}
