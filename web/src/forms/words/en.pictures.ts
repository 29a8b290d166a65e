import type { pictures as words } from "./ja.pictures";

export const pictures: typeof words = {
  picture: "Picture",
  choosePicture: "Choose a picture",
  changePicture: "Choose another picture",
  removePicture: "Remove the picture",
  pictureHint:
    "PNG, JPEG or WebP, 10 MB at most. Large ones are made smaller; where a photo was taken is removed.",
  pictureAlt: "Description (required)",
  pictureAltHint:
    "Read aloud to people who do not see the picture: what one learns from it, and the words that stand in it.",
  pictureAltMissing: "Please describe the picture. Until then the form cannot be published.",
};
