/** The software's version, as manifests and /health give it. Kept in step with package.json by a test. */
export const VERSION = "0.1.0";
