#include "CentreAccess.h"

#include "crypto/SystemRandom.h"
#include "pki/OneTimeCode.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QRegularExpression>

namespace luotsi::apps {

namespace storage = centre::storage;

namespace {

constexpr qint64 minute = 60 * 1000;

Exit code(const QCommandLineParser &parser, const QStringList &)
{
    // What stands in a certificate (pki/Certificates.h).
    static const QRegularExpression word(QStringLiteral("\\A[a-z0-9-]{1,64}\\z"));
    storage::EnrolmentCode row;
    row.role = parser.value(QStringLiteral("role"));
    row.site = parser.value(QStringLiteral("site"));
    row.scope = parser.value(QStringLiteral("scope"));
    for (const QString &text : {row.role, row.site, row.scope}) {
        if (!word.match(text).hasMatch())
            return fail(Exit::WrongUsage,
                        QStringLiteral(
                            "--role, --site and --scope are words of a-z, 0-9 and -, up to 64 characters"));
    }
    const auto minutes = positiveNumber(parser, QStringLiteral("minutes"));
    if (!minutes)
        return fail(Exit::WrongUsage, minutes.error().detail);
    const auto store = openStorage(parser);
    if (!store)
        return fail(store.error());
    crypto::SystemRandom random;
    const auto oneTime = pki::OneTimeCode::generate(random);
    row.codeHash = oneTime.hash();
    row.expiresAt = base::SystemClock().wallMilliseconds() + *minutes * minute;
    const auto written =
        (*store)->write([&](storage::Transaction &rows) { return rows.putEnrolmentCode(row); });
    if (!written)
        return fail(written.error());
    if (parser.isSet(QStringLiteral("json"))) {
        const QJsonObject object{{QStringLiteral("code"), oneTime.text()},
                                 {QStringLiteral("expires"), timeText(row.expiresAt)}};
        print(QString::fromUtf8(QJsonDocument(object).toJson(QJsonDocument::Compact)));
    } else {
        print(oneTime.text());
    }
    return Exit::Done;
}

} // namespace

Command codeCommand()
{
    auto options = centreOptions();
    options.push_back({QStringLiteral("role"), QStringLiteral("kiosk, tablet, desk or admin (kiosk)."),
                       QStringLiteral("word"), QStringLiteral("kiosk")});
    options.push_back(
        {QStringLiteral("site"), QStringLiteral("Where the device stands."), QStringLiteral("word")});
    options.push_back({QStringLiteral("scope"),
                       QStringLiteral("Team or service point whose drafts it may reach."),
                       QStringLiteral("word")});
    options.push_back({QStringLiteral("minutes"), QStringLiteral("How long it may be used (60)."),
                       QStringLiteral("number"), QStringLiteral("60")});
    options.push_back({QStringLiteral("json"), QStringLiteral("Print code and end as JSON.")});
    return {
        QStringLiteral("code"),
        QStringLiteral("Prints a one-time code that lets one device enrol; it binds role, site and scope."),
        {},
        options,
        0,
        code};
}

} // namespace luotsi::apps
