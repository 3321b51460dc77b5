#include "crypto/SegmentStream.h"
#include "crypto/SystemRandom.h"

#include <QtTest>

using namespace luotsi;
using namespace luotsi::crypto;
using base::ErrorCode;

namespace {

constexpr qsizetype sealedSegment = segmentBytes + segmentOverhead;

QByteArray pattern(qsizetype size)
{
    QByteArray bytes(size, Qt::Uninitialized);
    for (qsizetype i = 0; i < size; ++i)
        bytes[i] = static_cast<char>((i * 31 + i / 251) & 0xff);
    return bytes;
}

} // namespace

class SegmentStreamTest : public QObject
{
    Q_OBJECT

    SystemRandom m_random;

    void verifyRefused(const QByteArray &sealed, const SecretBytes &key)
    {
        const auto opened = openFile(sealed, key);
        QVERIFY(!opened);
        QCOMPARE(opened.error().code, ErrorCode::CryptoRejected);
    }

private Q_SLOTS:
    void whole_comesBackAtEverySizeAroundASegment()
    {
        const auto key = *SecretBytes::random(32, m_random);
        for (const qsizetype size : {qsizetype(0), qsizetype(1), segmentBytes - 1, segmentBytes,
                                     segmentBytes + 1, 2 * segmentBytes, 3 * segmentBytes + 17}) {
            const auto sealed = sealFile(pattern(size), key);
            QVERIFY(sealed.ok());
            QCOMPARE(sealed->size(), sealedFileSize(size));
            QCOMPARE(*openFile(*sealed, key), pattern(size));
        }
    }

    void pieces_ofAnySizeGiveTheSameFile()
    {
        const auto key = *SecretBytes::random(32, m_random);
        const QByteArray plain = pattern(3 * segmentBytes + 5);
        for (const qsizetype piece : {qsizetype(1000), segmentBytes, segmentBytes + 1, plain.size()}) {
            auto sealer = *SegmentSealer::begin(key);
            QByteArray sealed;
            for (qsizetype at = 0; at < plain.size(); at += piece)
                sealed += *sealer.add(plain.sliced(at, qMin(piece, plain.size() - at)));
            sealed += *sealer.finish();
            QVERIFY(!sealer.add("more"));
            QVERIFY(!sealer.finish());
            auto opener = *SegmentOpener::begin(key);
            QByteArray opened;
            for (qsizetype at = 0; at < sealed.size(); at += piece)
                opened += *opener.add(sealed.sliced(at, qMin(piece, sealed.size() - at)));
            opened += *opener.finish();
            QCOMPARE(opened, plain);
        }
    }

    void cut_isRefusedEverywhere()
    {
        const auto key = *SecretBytes::random(32, m_random);
        const QByteArray sealed = *sealFile(pattern(2 * segmentBytes + 100), key);
        for (const qsizetype size :
             {qsizetype(0), qsizetype(10), segmentHeaderBytes, segmentHeaderBytes + 5,
              segmentHeaderBytes + sealedSegment, segmentHeaderBytes + 2 * sealedSegment, sealed.size() - 1})
            verifyRefused(sealed.first(size), key);
    }

    void reordered_isRefused()
    {
        const auto key = *SecretBytes::random(32, m_random);
        const QByteArray sealed = *sealFile(pattern(3 * segmentBytes), key);
        const QByteArray header = sealed.first(segmentHeaderBytes);
        const QByteArray first = sealed.sliced(segmentHeaderBytes, sealedSegment);
        const QByteArray second = sealed.sliced(segmentHeaderBytes + sealedSegment, sealedSegment);
        const QByteArray third = sealed.sliced(segmentHeaderBytes + 2 * sealedSegment);
        QCOMPARE(header + first + second + third, sealed);
        verifyRefused(header + second + first + third, key);
        verifyRefused(header + first + third, key);
        verifyRefused(header + first + first + second + third, key);
        verifyRefused(first + second + third, key);
    }

    void extended_isRefused()
    {
        const auto key = *SecretBytes::random(32, m_random);
        for (const qsizetype size : {qsizetype(10), segmentBytes}) {
            const QByteArray sealed = *sealFile(pattern(size), key);
            verifyRefused(sealed + 'x', key);
            verifyRefused(sealed + sealed, key);
            verifyRefused(sealed + sealed.sliced(segmentHeaderBytes), key);
        }
    }

    void changed_isRefusedAndStaysRefused()
    {
        const auto key = *SecretBytes::random(32, m_random);
        const QByteArray sealed = *sealFile(pattern(segmentBytes + 10), key);
        for (const qsizetype at :
             {qsizetype(0), segmentHeaderBytes, segmentHeaderBytes + 1000, sealed.size() - 1}) {
            QByteArray changed = sealed;
            changed[at] = static_cast<char>(changed[at] ^ 1);
            verifyRefused(changed, key);
        }
        verifyRefused(sealed, *SecretBytes::random(32, m_random));

        QByteArray changed = sealed;
        changed[segmentHeaderBytes + 5] = static_cast<char>(changed[segmentHeaderBytes + 5] ^ 1);
        auto opener = *SegmentOpener::begin(key);
        QVERIFY(!opener.add(changed));
        QVERIFY(!opener.add(sealed));
        QVERIFY(!opener.finish());
    }

    void opened_oneFileOnly()
    {
        const auto key = *SecretBytes::random(32, m_random);
        const QByteArray sealed = *sealFile("page", key);
        auto opener = *SegmentOpener::begin(key);
        QVERIFY(opener.add(sealed).ok());
        QCOMPARE(*opener.finish(), QByteArray("page"));
        QVERIFY(!opener.add(sealed));
        QVERIFY(!opener.finish());
        QVERIFY(!SegmentOpener::begin(*SecretBytes::copyOf("short")));
        QVERIFY(!SegmentSealer::begin(SecretBytes()));
    }
};

QTEST_APPLESS_MAIN(SegmentStreamTest)
#include "SegmentStreamTest.moc"
