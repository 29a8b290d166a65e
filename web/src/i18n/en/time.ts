import type { Text } from "../text";

export const time: Text["time"] = {
  weekdays: ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"],
  yesterday: (clock) => `Yesterday ${clock}`,
  day: (month, day, weekday) => `${weekday} ${month}/${day}`,
  dayInYear: (year, month, day, weekday) => `${weekday}, ${MONTHS[month - 1] ?? ""} ${day}, ${year}`,
  heading: (month, day, weekday) => `${weekday}, ${MONTHS[month - 1] ?? ""} ${day}`,
  year: (year) => `${year}`,
  era: (name, year) => `${name} ${year}`,
  today: "Today",
};

const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
