#include "centre/http/RequestHead.h"

#include <QHash>
#include <QtTest>

using namespace luotsi::centre;

namespace {

handlers::Request read(const QHash<QByteArray, QByteArray> &fields)
{
    handlers::Request request;
    http::readFields(request, [&](const char *name) {
        const auto it = fields.constFind(name);
        return it == fields.constEnd() ? QByteArrayView() : QByteArrayView(*it);
    });
    return request;
}

} // namespace

class RequestHeadTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theQueryStandsBehindTheFirstQuestionMark()
    {
        const auto parts = http::splitTarget("/v1/feed?after=1?2");
        QCOMPARE(parts.path.toByteArray(), QByteArray("/v1/feed"));
        QCOMPARE(parts.query.toByteArray(), QByteArray("after=1?2"));
        QVERIFY(http::splitTarget("/v1/time").query.isEmpty());
    }

    void aMethodIsOneOfFour_spelledInCapitals()
    {
        using handlers::Method;
        QVERIFY(http::methodOf("GET") == Method::Get && http::methodOf("HEAD") == Method::Head);
        QVERIFY(http::methodOf("POST") == Method::Post && http::methodOf("PATCH") == Method::Patch);
        for (const char *other : {"", "get", "GETS", "DELETE", "PUT"})
            QVERIFY2(http::methodOf(QByteArrayView(other)) == Method::Other, other);
    }

    void anOffsetIsDigitsOnly()
    {
        QCOMPARE(*read({{"Upload-Offset", "1024"}}).uploadOffset, std::uint64_t(1024));
        for (const char *bad : {"", "-1", "+1", " 1", "0x10", "1.5", "99999999999999999999999"})
            QVERIFY2(!read({{"Upload-Offset", bad}}).uploadOffset, bad);
    }

    void aRangeIsOneRangeOfBytes()
    {
        QCOMPARE(read({{"Range", "bytes=5-9"}}).range->second, std::uint64_t(9));
        QCOMPARE(read({{"Range", "bytes=5-"}}).range->first, std::uint64_t(5));
        for (const char *bad : {"bytes=9-5", "bytes=-5", "lines=1-2", "bytes=1-2,4-5", "bytes=a-b"})
            QVERIFY2(!read({{"Range", bad}}).range, bad);
    }

    void aVersionThatIsNoNumberIsNoVersion()
    {
        QCOMPARE(read({}).protocolVersion, 1U);
        QCOMPARE(read({{"Luotsi-Protocol", "2"}}).protocolVersion, 2U);
        QCOMPARE(read({{"Luotsi-Protocol", "one"}}).protocolVersion, 0U);
    }
};

QTEST_APPLESS_MAIN(RequestHeadTest)
#include "RequestHeadTest.moc"
