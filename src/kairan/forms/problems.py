"""What forms refuse."""

from kairan.core.kit.problems import Problem, Refused


class FormNotFound(Problem):
    """There is none, or it is not the viewer's."""

    status = 404
    code = "form.not_found"
    ja = "このフォームは見つかりません。削除されたか、担当の部署が変わった可能性があります。"
    en = "This form was not found. It may belong to another department now."


class FormRightNeeded(Refused, Problem):
    """The viewer may see the form, and not do this with it."""

    status = 403
    code = "form.right_needed"
    ja = "このフォームでこの操作をする権限がありません。フォームの担当者に権限の設定を依頼してください。"
    en = "You may not do this with the form. Please ask whoever is in charge of it."


class FormDepartment(Problem):
    """A form can only be made for a department the viewer holds a post in."""

    status = 422
    code = "form.department"
    ja = "フォームは、自分が所属する部署のものとして作成します。部署を選び直してください。"
    en = "A form is made for a department you hold a post in. Please choose another."


class FormsTooMany(Problem):
    """The body has as many forms as there can be."""

    status = 409
    code = "form.too_many"
    ja = "フォームの数が上限（{most}件）に達しています。使わないフォームを整理してください。"
    en = "There are as many forms as there can be ({most})."


class FormChangedMeanwhile(Problem):
    """Somebody else changed the draft since."""

    status = 409
    code = "form.changed_meanwhile"
    ja = "{name}さんが先に変更しました。最新の内容を読み込んでから、続けてください。"
    en = "{name} changed it meanwhile. Please load the newest state and go on."


class FormAddressTaken(Problem):
    """Another form has this address, or had it."""

    status = 409
    code = "form.address_taken"
    ja = "このアドレスは、ほかのフォームで使われています。別のアドレスにしてください。"
    en = "Another form has this address. Please choose another."


class FormAddressForm(Problem):
    """An address is short and can be spoken: small letters, digits, hyphens."""

    status = 422
    code = "form.address_form"
    ja = "アドレスは、半角の英小文字・数字・ハイフンで、3文字以上40文字以内にしてください（例：inu-shibou）。"
    en = "An address has 3 to 40 small letters, digits or hyphens, for example dog-death."


class FormNextUnknown(Problem):
    """The body has no published form at the address of the next one."""

    status = 422
    code = "form.next_unknown"
    ja = "次に案内するフォームが見つかりません。自分の団体の、公開したフォームのアドレスを入れてください。"
    en = "There is no form to lead on to at this address. Please enter that of a published form of your own body."


class FormTimes(Problem):
    """It would end before it opens."""

    status = 422
    code = "form.times"
    ja = "受付の終わりは、始まりより後の日時にしてください。"
    en = "It must end after it opens."


class FormEarlierOver(Problem):
    """Who began an earlier version would have no time to finish it."""

    status = 422
    code = "form.earlier_over"
    ja = "前の版で記入できる最終の日時は、今より後にしてください。"
    en = "The last day of earlier versions must lie in the future."


class FormNotAsked(Problem):
    """Nobody asks for a publication, or who asked may do so no more."""

    status = 409
    code = "form.not_asked"
    ja = "公開の依頼がありません。取り下げられたか、依頼した人の権限が変わりました。"
    en = "Nobody asks for this to be published: it was taken back, or who asked may do so no more."


class FormSamePerson(Problem):
    """Who asked cannot agree."""

    status = 403
    code = "form.same_person"
    ja = "公開を依頼した人は、自分で同意できません。公開の権限を持つ、ほかの職員が確かめて同意します。"
    en = "Whoever asked cannot agree. Somebody else who may publish the form must."


class FormRulesMeanwhile(Problem):
    """Somebody else changed the rules since."""

    status = 409
    code = "form.rules_meanwhile"
    ja = "ほかの人が先に変更しました。最新の内容を読み込んでから、もう一度変更してください。"
    en = "Somebody else changed this meanwhile. Please load it again."


class FormTemplatesTooMany(Problem):
    """The body has as many templates as there can be."""

    status = 409
    code = "form.too_many_templates"
    ja = "ひな形の数が上限（{most}件）に達しています。使わないひな形を削除してください。"
    en = "There are as many templates as there can be ({most}). Please remove some."


class FormTemplateNotYours(Refused, Problem):
    """Somebody else kept the template."""

    status = 403
    code = "form.template_not_yours"
    ja = "ひな形を変えられるのは、保存した人と団体の管理者だけです。"
    en = "Only whoever kept the template, and administrators, may change it."


class FormAnonymous(Problem):
    """Who has answered already was told that it is not kept whose an answer is."""

    status = 409
    code = "form.anonymous"
    ja = "公開したあとで、無記名をやめることはできません。回答した人に無記名と案内しているためです。"
    en = "Once published, answers stay anonymous: those who answered were told so."


class FormNotReady(Problem):
    """Something is wrong with the form that keeps it from being published."""

    status = 422
    code = "form.not_ready"
    ja = "公開できません。直す必要のあるところが{count}件あります。点検の一覧を確かめてください。"
    en = "It cannot be published: {count} things must be mended. Please see the list."


class FormUnchanged(Problem):
    """What would be published is what is published."""

    status = 409
    code = "form.unchanged"
    ja = "前回公開した内容から変更がありません。"
    en = "Nothing has changed since it was last published."


class FormTooLarge(Problem):
    """The document is longer than any form."""

    status = 422
    code = "form.too_large"
    ja = "フォームが大きすぎます。設問や選択肢を減らすか、2つのフォームに分けてください。"
    en = "The form is too large. Please split it in two."


class FormHolderUnknown(Problem):
    """A department or person is not one of the body's, or is closed or left."""

    status = 422
    code = "form.holder_unknown"
    ja = "権限を渡す部署または職員が見つかりません。選び直してください。"
    en = "A department or person was not found. Please choose again."


class FormNobodyInCharge(Problem):
    """Nobody would be left who may build or publish it."""

    status = 422
    code = "form.nobody_in_charge"
    ja = "作成と公開の権限を持つ部署または職員を、それぞれ1つ以上残してください。"
    en = "Somebody must be left who may build it, and somebody who may publish it."


class FormPictureWrong(Problem):
    """What was sent is no picture that can be shown on a page."""

    status = 422
    code = "form.picture_wrong"
    ja = "画像として読み取れませんでした。PNG、JPEG、WebPの画像を選んでください。"
    en = "This could not be read as a picture. Please choose a PNG, JPEG or WebP."


class FormPictureUnknown(Problem):
    """The draft names a picture that is not kept, or that the viewer may not use."""

    status = 422
    code = "form.picture_unknown"
    ja = "画像が見つかりません。消されたか、ほかの団体の画像です。説明から画像を外して、もう一度選んでください。"
    en = "A picture was not found: it is gone, or another body's. Please take it out, and choose it again."


class FormPicturesTooMany(Problem):
    """The form has as many pictures as there can be."""

    status = 409
    code = "form.too_many_pictures"
    ja = "1つのフォームに入れられる画像は{most}枚までです。使わない画像を説明から外すと、1日ほどで空きます。"
    en = "A form has at most {most} pictures. Those that are taken out leave room after about a day."
