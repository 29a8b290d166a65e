/** The picture of an explanation. */
export const pictures = {
  picture: "画像",
  choosePicture: "画像を選ぶ",
  changePicture: "別の画像にする",
  removePicture: "画像を外す",
  pictureHint:
    "PNG、JPEG、WebPで、10MBまでです。大きな画像は小さくし、撮影した場所などの情報は取り除きます。",
  pictureAlt: "代替テキスト（必須）",
  pictureAltHint:
    "画像が見えない人に読み上げる文です。画像から分かることを書きます。画像の中の文字も書きます。",
  pictureAltMissing: "代替テキストを書いてください。書くまで公開できません。",
};
