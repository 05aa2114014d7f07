// Imported before anything else and written for old versions of Node, so that they say what is wrong.
var parts = process.versions.node.split(".").map(Number);
if (parts[0] < 20 || (parts[0] === 20 && parts[1] < 19)) {
  console.error(
    `Plumbline needs Node 20.19 or newer, and this is ${process.versions.node}: see https://nodejs.org`,
  );
  process.exit(1);
}
