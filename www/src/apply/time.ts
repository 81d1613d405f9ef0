/** The time of day with seconds, as people write it here. */
export function timeOfDay(time: Date): string {
  return time.toLocaleTimeString("en-GB");
}

/** Day and time of a timestamp (RFC 3339), in the zone of this machine. */
export function dayAndTime(timestamp: string): string {
  const time = new Date(timestamp);
  if (Number.isNaN(time.getTime())) return timestamp;
  return time.toLocaleString("en-GB", { dateStyle: "medium", timeStyle: "medium" });
}
