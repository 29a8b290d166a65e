export const talk = {
  sendFailed: "送信できませんでした。内容を確かめて、もう一度お試しください。",
  uploadFailed: "添付できませんでした。通信を確かめて、もう一度お試しください。",
};
