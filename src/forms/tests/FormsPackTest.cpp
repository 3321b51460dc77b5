#include "Scenario.h"

#include <QDir>
#include <QFile>
#include <QtTest>

using namespace luotsi;
using namespace luotsi::forms;
using namespace luotsi::forms::tests;

namespace {

std::optional<QByteArray> readPackFile(const QString &name)
{
    QFile file(QStringLiteral(LUOTSI_SOURCE_DIR "/assets/pack-fi/forms/totu-1.0/") + name);
    if (!file.open(QIODevice::ReadOnly))
        return std::nullopt;
    return file.readAll();
}

} // namespace

/// The pack's application form runs in this engine without a remark.
class FormsPackTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void applicationLoadsWithoutFindings_startsAndIsWrittenInEveryLanguage()
    {
        const auto bytes = readPackFile(QStringLiteral("form.xml"));
        QVERIFY2(bytes, "The pack's form is not here.");
        const Resources resources = [](const QString &uri) {
            return readPackFile(uri.mid(uri.lastIndexOf(u'/') + 1));
        };
        for (const Finding &finding : checkForm(*bytes, resources))
            QFAIL(qPrintable(
                QStringLiteral("line %1: %2").arg(finding.error.place.line).arg(finding.error.detail)));
        Scenario form(*bytes, resources);
        QVERIFY(form.report.problems.empty());
        QVERIFY(form.instance->languages().size() >= 3);
        for (const QString &language : form.instance->languages()) {
            QVERIFY(form.instance->setLanguage(language).ok());
            int labelled = 0;
            for (const NodeId &node : form.instance->allNodes()) {
                if (form.instance->kind(node) != NodeKind::Control)
                    continue;
                ++labelled;
                QVERIFY2(!form.instance->label(node).isEmpty(),
                         qPrintable(language + QStringLiteral(" has no label for ") +
                                    form.instance->reference(node)));
            }
            QVERIFY(labelled > 20);
        }
        const QByteArray before = form.instance->serialise();
        form.reopen();
        QCOMPARE(form.instance->serialise(), before);
    }
};

QTEST_APPLESS_MAIN(FormsPackTest)
#include "FormsPackTest.moc"
