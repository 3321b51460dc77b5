#include "centre/EndpointProcess.h"

#include <QCryptographicHash>
#include <QFile>
#include <QJsonArray>
#include <QJsonObject>
#include <QProcess>
#include <QSslCertificate>
#include <QtTest>

using namespace luotsi;
using namespace luotsi::tests;

namespace {

constexpr int patience = 60'000;

ToolResult load(const QStringList &arguments)
{
    QProcess process;
    process.start(QStringLiteral(LUOTSI_BINARY_DIR "/bin/luotsi-load"), arguments);
    if (!process.waitForFinished(patience))
        return {};
    return {process.exitCode(), process.readAllStandardOutput(), process.readAllStandardError()};
}

QString fingerprint(const EndpointProcess &endpoint)
{
    return QString::fromLatin1(
        QSslCertificate(endpoint.authority()).digest(QCryptographicHash::Sha256).toHex());
}

} // namespace

/// luotsi-load as somebody calls it, against the real endpoint.
class LoadToolTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aWrongCommandLine_isSaid_data()
    {
        QTest::addColumn<QStringList>("arguments");
        const QString url = QStringLiteral("--url=https://127.0.0.1:1");
        QTest::newRow("nothing") << QStringList{};
        QTest::newRow("no codes") << QStringList{url};
        QTest::newRow("too few codes")
            << QStringList{url, QStringLiteral("--devices=2"), QStringLiteral("--code=A")};
        QTest::newRow("no devices") << QStringList{url, QStringLiteral("--devices=0"),
                                                   QStringLiteral("--code=A")};
        QTest::newRow("not a number")
            << QStringList{url, QStringLiteral("--changes=many"), QStringLiteral("--code=A")};
    }

    void aWrongCommandLine_isSaid()
    {
        QFETCH(const QStringList, arguments);
        const ToolResult result = load(arguments);
        QCOMPARE(result.exitCode, 2);
        QVERIFY(result.errors.startsWith("luotsi-load: "));
        QVERIFY(result.out.isEmpty());
    }

    void everythingArrivesAndIsCounted()
    {
        EndpointProcess endpoint;
        QVERIFY(endpoint.start());
        QFile codes(endpoint.path(QStringLiteral("codes")));
        QVERIFY(codes.open(QIODevice::WriteOnly));
        codes.write(endpoint.code().toUtf8() + '\n' + endpoint.code().toUtf8() + '\n');
        codes.close();
        const ToolResult result = load(
            {QStringLiteral("--devices=2"), QStringLiteral("--drafts=3"), QStringLiteral("--changes=10"),
             QStringLiteral("--url"), endpoint.url().toString(), QStringLiteral("--root-fingerprint"),
             fingerprint(endpoint), QStringLiteral("--codes"), codes.fileName(), QStringLiteral("--json")});
        QVERIFY2(result.exitCode == 0, result.errors.constData());
        const QJsonObject said = QJsonDocument::fromJson(result.out).object();
        constexpr int drafts = 2 * 3;
        QCOMPARE(said.value(QStringLiteral("stored")).toInt(), drafts * (10 + 1));
        QCOMPARE(said.value(QStringLiteral("receipts")).toInt(), drafts);
        QCOMPARE(said.value(QStringLiteral("duplicates")).toInt(), 0);
        QVERIFY(said.value(QStringLiteral("seconds")).toDouble() > 0);
        const double overhead = said.value(QStringLiteral("bodyBytesPerRecordByte")).toDouble();
        QVERIFY2(overhead >= 1 && overhead < 1.15, qPrintable(QString::number(overhead)));
        QCOMPARE(endpoint.submissions().array().size(), drafts);
    }

    void anotherCentresRoot_isRefused()
    {
        EndpointProcess endpoint;
        QVERIFY(endpoint.start());
        const ToolResult result =
            load({QStringLiteral("--url"), endpoint.url().toString(), QStringLiteral("--root-fingerprint"),
                  QString(64, u'0'), QStringLiteral("--code"), endpoint.code()});
        QCOMPARE(result.exitCode, 2);
        QVERIFY2(result.errors.contains("certificate-refused"), result.errors.constData());
        QVERIFY(endpoint.submissions().array().isEmpty());
    }

    void whatTheCentreDoesNotTake_isNotCalledStored()
    {
        EndpointProcess endpoint({QStringLiteral("--records-per-hour"), QStringLiteral("5")});
        QVERIFY(endpoint.start());
        const ToolResult result =
            load({QStringLiteral("--drafts=1"), QStringLiteral("--changes=10"), QStringLiteral("--url"),
                  endpoint.url().toString(), QStringLiteral("--root-fingerprint"), fingerprint(endpoint),
                  QStringLiteral("--code"), endpoint.code(), QStringLiteral("--json")});
        QCOMPARE(result.exitCode, 1);
        const QJsonObject said = QJsonDocument::fromJson(result.out).object();
        QCOMPARE(said.value(QStringLiteral("stored")).toInt(), 0);
        QVERIFY(said.value(QStringLiteral("errors")).toObject().contains(QStringLiteral("quota")));
    }
};

QTEST_GUILESS_MAIN(LoadToolTest)
#include "LoadToolTest.moc"
