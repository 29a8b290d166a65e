"""What signing refuses."""

from kairan.core.kit.problems import Problem


class SignatureWrong(Problem):
    """What came back is no signature of this document, or its certificate is not good."""

    status = 403
    code = "identity.signature_wrong"
    ja = "署名を確かめられなかったため、受け取りませんでした（{what}）。"
    en = "The signature could not be verified and was not taken ({what})."


class CertificateRevoked(Problem):
    """The certificate was revoked, as after moving or changing one's name."""

    status = 403
    code = "identity.certificate_revoked"
    ja = "署名用電子証明書が失効しています。引っ越しや氏名の変更のあとは、窓口で新しい証明書の発行を受けてください。"
    en = "The certificate on the card was revoked. After moving or changing your name, have a new one issued."


class CertificateOver(Problem):
    """The certificate is not good any more, or not yet."""

    status = 403
    code = "identity.certificate_over"
    ja = "署名用電子証明書の有効期限が切れています。市区町村の窓口で更新してください。"
    en = "The certificate on the card has lapsed. Please have it renewed."


class RevocationUnknown(Problem):
    """There is no revocation list that speaks of this certificate now."""

    status = 503
    code = "identity.revocation_unknown"
    ja = "いま、証明書が失効していないかを確かめられません。時間をおいて試すか、お問い合わせ先にご連絡ください。"
    en = "Nobody can say now whether the certificate was revoked. Please try later, or ask the office."


class OtherSigner(Problem):
    """Who signed is not who was identified."""

    status = 403
    code = "identity.other_signer"
    ja = "本人確認をした人と、署名した人が違います。同じマイナンバーカードで署名してください。"
    en = "Who signed is not who was identified. Please sign with the same card."
