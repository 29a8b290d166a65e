export const shell = {
  product: "回覧",
};
