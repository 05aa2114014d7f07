export { UnreadAnnouncements } from "./unread-announcements.tsx";
