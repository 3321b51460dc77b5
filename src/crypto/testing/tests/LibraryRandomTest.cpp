#include "crypto/testing/LibraryRandom.h"

#include "crypto/Sodium.h"
#include "crypto/SystemRandom.h"

#include <QTest>

using namespace luotsi;

namespace {

/// Counts upwards from where it was told to begin.
class Counting final : public base::Random
{
public:
    explicit Counting(std::uint8_t begin) : m_next(begin) {}
    void fill(std::uint8_t *target, std::size_t size) override
    {
        for (std::size_t index = 0; index < size; ++index)
            target[index] = m_next++;
    }

private:
    std::uint8_t m_next;
};

QByteArray drawn()
{
    crypto::SystemRandom library;
    QByteArray bytes(32, '\0');
    library.fill(reinterpret_cast<std::uint8_t *>(bytes.data()), static_cast<std::size_t>(bytes.size()));
    return bytes;
}

QByteArray drawnFrom(std::uint8_t begin)
{
    Counting counting(begin);
    const crypto::testing::LibraryRandom given(counting);
    return drawn();
}

} // namespace

class LibraryRandomTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QVERIFY(crypto::initialise().ok()); }

    void theSameSource_givesTheSame()
    {
        QCOMPARE(drawnFrom(1), drawnFrom(1));
        QVERIFY(drawnFrom(1) != drawnFrom(2));
    }

    void afterwards_theSystemIsAskedAgain()
    {
        const QByteArray simulated = drawnFrom(1);
        const QByteArray first = drawn();
        QVERIFY(first != simulated);
        QVERIFY(drawn() != first);
    }
};

QTEST_GUILESS_MAIN(LibraryRandomTest)
#include "LibraryRandomTest.moc"
