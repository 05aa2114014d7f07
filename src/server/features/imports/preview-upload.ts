import type { Mapping, Preview } from "#contract/imports.ts";
import { shapeNamed } from "#formats/import/index.ts";
import { UnreadableFile } from "#formats/read/index.ts";
import { AppError } from "../../errors.ts";
import { GiveUp } from "../../jobs/jobs.ts";
import type { Services } from "../../services.ts";
import { previewElsewhere } from "./reading/read-elsewhere.ts";

/**
 * The first items of an uploaded file under a mapping, or under the one that fits best.
 * @throws AppError unreadable_file, invalid (a shape that there is not)
 */
export async function previewUpload(
  { store }: Services,
  file: { blob: string; name: string },
  mapping: Mapping | null,
): Promise<Preview> {
  if (mapping && !shapeNamed(mapping.shape))
    throw new AppError("invalid", { fields: { "mapping.shape": "is not a known shape" } });
  try {
    return await previewElsewhere(store.read(file.blob), file.name, mapping);
  } catch (error) {
    if (error instanceof UnreadableFile || error instanceof GiveUp)
      throw new AppError("unreadable_file", { message: error.message });
    throw error;
  }
}
