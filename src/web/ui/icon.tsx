import type { ReactNode } from "react";

/** Outlines on a grid of 20, drawn with a line of 1.6. */
const PATHS = {
  check: "M4 10.5l4 4 8-9",
  cross: "M5 5l10 10M15 5L5 15",
  plus: "M10 4v12M4 10h12",
  minus: "M4 10h12",
  up: "M5 12.5l5-5 5 5",
  down: "M5 7.5l5 5 5-5",
  left: "M12.5 5l-5 5 5 5",
  right: "M7.5 5l5 5-5 5",
  arrow: "M4 10h12M11 5l5 5-5 5",
  search: "M9 15A6 6 0 1 0 9 3a6 6 0 0 0 0 12zM13.5 13.5L17 17",
  menu: "M3 5.5h14M3 10h14M3 14.5h14",
  more: "M4.5 10h.01M10 10h.01M15.5 10h.01",
  help: "M10 18a8 8 0 1 0 0-16 8 8 0 0 0 0 16zM7.7 7.6a2.4 2.4 0 1 1 3.4 2.3c-.8.4-1.1.9-1.1 1.7M10 14.4h.01",
  keyboard: "M2.5 5h15v10h-15zM5.5 8h.01M8.5 8h.01M11.5 8h.01M14.5 8h.01M6.5 12h7",
  clock: "M10 18a8 8 0 1 0 0-16 8 8 0 0 0 0 16zM10 5.5V10l3 2",
  flag: "M4.5 18V3M4.5 4h10l-2 3.5 2 3.5h-10",
  skip: "M4 5l6 5-6 5zM11 5l6 5-6 5z",
  undo: "M7 4L3 8l4 4M3 8h8.5a4.5 4.5 0 0 1 0 9H8",
  history: "M3.5 10A6.5 6.5 0 1 0 5.6 5.2L3 7.5M3 3.5v4h4M10 6.5V10l2.5 2",
  comment: "M3 4h14v10H9l-4 3.5V14H3z",
  book: "M10 5.5C8 4 5.5 3.5 3 4v11c2.5-.5 5 0 7 1.5 2-1.5 4.5-2 7-1.5V4c-2.5-.5-5 0-7 1.5zM10 5.5V16",
  sun: "M10 13.5a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7zM10 2v1.5M10 16.5V18M2 10h1.5M16.5 10H18M4.300 4.300l1.100 1.100M14.600 14.600l1.100 1.100M4.300 15.700l1.100-1.100M14.600 5.400l1.100-1.100",
  moon: "M16.5 11.5A7 7 0 0 1 8.5 3.5a7 7 0 1 0 8 8z",
  person: "M10 10a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7zM3.5 17.5c.5-3.5 3-5.5 6.5-5.5s6 2 6.5 5.5",
  people:
    "M7.5 9.5a3 3 0 1 0 0-6 3 3 0 0 0 0 6zM2 16.5c.4-3 2.5-5 5.5-5s5.100 2 5.5 5M13 3.800a3 3 0 0 1 0 5.400M15 12c1.700.7 2.700 2.300 3 4.5",
  download: "M10 3v10M5.5 9L10 13.5 14.5 9M3.5 17h13",
  upload: "M10 14V4M5.5 8L10 3.5 14.5 8M3.5 17h13",
  trash: "M3.5 5.5h13M8 5.5V3h4v2.5M5 5.5l.8 11.5h8.400l.8-11.5",
  pencil: "M3.5 16.5l.8-3.800L13.5 3.5l3 3-9.200 9.200z",
  copy: "M7 7h9.5v9.5H7zM13 7V3.5H3.5V13H7",
  warning: "M10 3l8 14H2zM10 8.5v4M10 14.800h.01",
  info: "M10 18a8 8 0 1 0 0-16 8 8 0 0 0 0 16zM10 9v5M10 6.200h.01",
  offline:
    "M2.5 7.5a11 11 0 0 1 4-2.5M17.5 7.5a11 11 0 0 0-7-3M5.5 11a7 7 0 0 1 3-1.900M14.5 11c-.5-.5-1-.9-1.600-1.200M10 15h.01M3 2.5l14 15",
  columns: "M3 4h14v12H3zM10 4v12",
  sidebar: "M3 4h14v12H3zM12 4v12",
  wide: "M3 4h14v12H3z",
  drag: "M7.5 5h.01M12.5 5h.01M7.5 10h.01M12.5 10h.01M7.5 15h.01M12.5 15h.01",
  filter: "M3 5h14M6 10h8M8.5 15h3",
  play: "M6 4l10 6-10 6z",
  pause: "M6.5 4v12M13.5 4v12",
  bell: "M5 13.5V9a5 5 0 0 1 10 0v4.5l1.5 1.5h-13zM8.5 17.5h3",
  key: "M7 16a4 4 0 1 0 0-8 4 4 0 0 0 0 8zM10 9.5L16.5 3M13.5 6l2.5 2.5",
  eye: "M2 10c2-3.700 4.700-5.5 8-5.5s6 1.800 8 5.5c-2 3.700-4.700 5.5-8 5.5S4 13.700 2 10zM10 12.5a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5z",
  park: "M6 17V3.5h5a4 4 0 0 1 0 8H6",
  back: "M16 10H4M9 5l-5 5 5 5",
  settings: "M3 6h8M15 6h2M3 14h2M9 14h8M13 8a2 2 0 1 0 0-4 2 2 0 0 0 0 4zM7 16a2 2 0 1 0 0-4 2 2 0 0 0 0 4z",
  home: "M3 9.5L10 3.5l7 6V17h-5v-4.5H8V17H3z",
  folder: "M2.5 5h5l1.5 2h8.5v9h-15z",
  box: "M3 6.5L10 3l7 3.5v7L10 17l-7-3.5zM3 6.5l7 3.5 7-3.5M10 10v7",
  list: "M7 5h10M7 10h10M7 15h10M3.5 5h.01M3.5 10h.01M3.5 15h.01",
  form: "M4 3h12v14H4zM7 7h6M7 10.5h6M7 14h3",
} as const;
export type IconName = keyof typeof PATHS;

/** A sign beside a label or inside a button that has one; by itself it says nothing to a screen reader. */
export function Icon({ name, size = 18 }: { name: IconName; size?: number }): ReactNode {
  return (
    <svg
      width={size}
      height={size}
      viewBox="0 0 20 20"
      fill="none"
      stroke="currentColor"
      strokeWidth={name === "more" || name === "drag" ? 2.4 : 1.6}
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
    >
      <path d={PATHS[name]} />
    </svg>
  );
}
