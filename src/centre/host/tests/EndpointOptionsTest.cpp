#include "centre/host/EndpointOptions.h"

#include <QTest>

using namespace luotsi::centre::host;

class EndpointOptionsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theCentreAloneIsNeeded_theRestHasAUsualValue()
    {
        const auto options = parse({QStringLiteral("--centre"), QStringLiteral("/srv/c")});
        QVERIFY(options.ok());
        QCOMPARE(options->address, QStringLiteral("127.0.0.1"));
        QCOMPARE(options->port, std::uint16_t(0));
        QCOMPARE(options->storageKeyFile, QStringLiteral("/srv/c/keys/storage.key"));
        QCOMPARE(options->policy.stable, luotsi::centre::handlers::StablePolicy::AtCommit);
    }

    void wrongCommandLine_isSaidInASentence_data()
    {
        QTest::addColumn<QStringList>("arguments");
        QTest::addColumn<QString>("word");
        const QStringList centre{QStringLiteral("--centre"), QStringLiteral("/srv/c")};
        QTest::newRow("no centre") << QStringList() << QStringLiteral("--centre");
        QTest::newRow("port") << centre + QStringList{QStringLiteral("--port"), QStringLiteral("70000")}
                              << QStringLiteral("--port");
        QTest::newRow("zone") << centre + QStringList{QStringLiteral("--time-zone"), QStringLiteral("Mars/X")}
                              << QStringLiteral("--time-zone");
        QTest::newRow("stable") << centre + QStringList{QStringLiteral("--stable"), QStringLiteral("maybe")}
                                << QStringLiteral("--stable");
        QTest::newRow("seconds") << centre +
                                        QStringList{QStringLiteral("--grace-seconds"), QStringLiteral("-1")}
                                 << QStringLiteral("--grace-seconds");
        QTest::newRow("metrics") << centre +
                                        QStringList{QStringLiteral("--metrics-port"), QStringLiteral("x")}
                                 << QStringLiteral("--metrics-port");
        QTest::newRow("records") << centre +
                                        QStringList{QStringLiteral("--records-per-hour"), QStringLiteral("0")}
                                 << QStringLiteral("--records-per-hour");
        QTest::newRow("unknown") << centre + QStringList{QStringLiteral("--nonsense")}
                                 << QStringLiteral("nonsense");
        QTest::newRow("left over") << centre + QStringList{QStringLiteral("extra")}
                                   << QStringLiteral("extra");
    }

    void wrongCommandLine_isSaidInASentence()
    {
        QFETCH(const QStringList, arguments);
        QFETCH(const QString, word);
        const auto options = parse(arguments);
        QVERIFY(!options.ok());
        QCOMPARE(options.error().code, luotsi::base::ErrorCode::MalformedInput);
        QVERIFY2(options.error().detail.contains(word), qPrintable(options.error().detail));
    }

    void plainStorage_hasNoKeyFile()
    {
        const auto options =
            parse({QStringLiteral("--centre"), QStringLiteral("/srv/c"), QStringLiteral("--plain-storage")});
        QVERIFY(options->storageKeyFile.isEmpty());
    }

private:
    static luotsi::base::Result<EndpointOptions> parse(const QStringList &arguments)
    {
        return parseOptions(QStringList{QStringLiteral("luotsi-endpoint")} + arguments);
    }
};

QTEST_GUILESS_MAIN(EndpointOptionsTest)
#include "EndpointOptionsTest.moc"
