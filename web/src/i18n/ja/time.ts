export const time = {
  weekdays: ["日", "月", "火", "水", "木", "金", "土"],
  yesterday: (clock: string) => `昨日 ${clock}`,
  day: (month: number, day: number, weekday: string) => `${month}/${day}(${weekday})`,
  dayInYear: (year: string, month: number, day: number, weekday: string) =>
    `${year}${month}月${day}日(${weekday})`,
  heading: (month: number, day: number, weekday: string) => `${month}月${day}日(${weekday})`,
  year: (year: number) => `${year}年`,
  era: (name: string, year: number) => `${name}${year === 1 ? "元" : year}年`,
  today: "今日",
};
