import type { keeping as ja } from "./ja.keeping";

export const keeping: typeof ja = {
  saveFile: "Save as a file",
  saveFileNote:
    "Questions, conditions and texts become one file, from which a form can begin on another installation. Applications and pictures are not in it.",
  fromFile: "Choose a saved file",
  fromFileNote:
    "Begins with a file that was made by “Save as a file”. Only pictures of this organisation come along.",
  fileWrong: {
    not_form: "This is no file of a form, or it was changed. Please choose the file that was saved.",
    newer:
      "This file was saved by a newer version of the program. Please update this one, or choose a file of its version.",
  },
  fileRefused:
    "Something in the file cannot be read here. If it was edited by hand, please undo that, or choose a file that was saved again. Nothing was made.",
};
