#include "Applicant.h"

#include "crypto/SystemRandom.h"

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QtTest>

#include <algorithm>
#include <memory>
#include <set>

using namespace luotsi;
using namespace luotsi::e2e;

namespace {

const QString start = QStringLiteral("start");
const QString form = QStringLiteral(LUOTSI_SOURCE_DIR "/tests/e2e/forms/short");

constexpr std::size_t people = 3;
constexpr int mostPresses = 18;
constexpr int mostMilliseconds = 500;
constexpr int mostBytes = 6'000; // of replies, before they stop coming
constexpr int startUpMilliseconds = 2'000;
constexpr qsizetype mostLines = 20;
constexpr int settleMilliseconds = 360'000;

int setting(const char *name, int otherwise)
{
    const int value = qEnvironmentVariableIntValue(name);
    return value > 0 ? value : otherwise;
}

int newSeed()
{
    crypto::SystemRandom random;
    std::uint16_t seed = 0;
    random.fill(reinterpret_cast<std::uint8_t *>(&seed), sizeof seed);
    return seed + 1;
}

QByteArrayList lastLines(const QByteArray &text)
{
    const QByteArrayList lines = text.split('\n');
    return lines.mid(std::max<qsizetype>(0, lines.size() - mostLines));
}

int numberAfter(const QByteArray &text, const QByteArray &words)
{
    const qsizetype at = text.indexOf(words);
    return at < 0 ? -1 : text.mid(at + words.size()).split('\n').constFirst().toInt();
}

/// When the kiosk dies next: so many presses on, and then so much later; or while it starts. And what the
/// link to the centre is like until then.
class Fate
{
public:
    Fate(LivingKiosk &kiosk, Dice &dice) : m_kiosk(kiosk), m_dice(dice) {}

    void draw(bool starting)
    {
        m_victim = static_cast<LivingKiosk::Victim>(m_dice.below(3));
        m_presses = m_dice.below(mostPresses);
        m_milliseconds = 1 + m_dice.below(mostMilliseconds);
        m_kiosk.link().setFault(drawWeather());
        if (!starting || !m_dice.once(8))
            return;
        m_presses = -1;
        m_kiosk.killIn(1 + m_dice.below(startUpMilliseconds), m_victim);
    }
    void forgo()
    {
        m_presses = -1;
        m_isOver = true;
        m_kiosk.link().setFault({});
    }
    void beforePress()
    {
        if (m_presses-- == 0)
            m_kiosk.killIn(m_milliseconds, m_victim);
    }
    void cutOff()
    {
        m_presses = -1;
        if (!m_isOver)
            m_kiosk.killIn(0, m_victim);
    }
    [[nodiscard]] bool hitsSupervisor() const { return m_victim != LivingKiosk::Victim::Session; }

private:
    [[nodiscard]] tests::Fault drawWeather()
    {
        switch (m_dice.below(4)) {
        case 0:
            return {tests::Fault::Kind::CutAfterSent};
        case 1:
            return {tests::Fault::Kind::LoseReply, m_dice.below(mostBytes)};
        default:
            return {};
        }
    }

    LivingKiosk &m_kiosk;
    Dice &m_dice;
    LivingKiosk::Victim m_victim = LivingKiosk::Victim::Both;
    int m_presses = -1;
    int m_milliseconds = 0;
    bool m_isOver = false;
};

} // namespace

/// kill -9 of the whole client, its screen included, while people press and type: session, supervisor or
/// both, at random moments of start-up and work. LUOTSI_CLIENT_KILLS says how often, LUOTSI_CLIENT_SEED
/// repeats the draws of a run (the moment inside a process is the machine's).
class ClientKillTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        QVERIFY(m_centre.make());
        QVERIFY(m_centre.start());
        m_kiosk = std::make_unique<LivingKiosk>(m_centre);
        QVERIFY(m_kiosk->setUp(form));
    }

    void killedAtAnyMoment_whatThePageSaidToBeKeptIsThere()
    {
        const int kills = setting("LUOTSI_CLIENT_KILLS", 8);
        const int seed = setting("LUOTSI_CLIENT_SEED", newSeed());
        qInfo("LUOTSI_CLIENT_SEED=%d", seed);
        Dice dice(static_cast<std::uint64_t>(seed));
        Fate fate(*m_kiosk, dice);
        QVERIFY(m_kiosk->start());
        for (int kill = 0; kill < kills; ++kill) {
            fate.draw(kill == 0 || fate.hitsSupervisor());
            while (!m_kiosk->isKilled()) {
                Applicant &person = next(dice, fate);
                person.visit(Applicant::Aim::GoOn);
                QVERIFY2(isContent(person), qPrintable(person.problem()));
            }
            QVERIFY(m_kiosk->comeBack());
        }
        fate.forgo();
        finish();
    }

private:
    [[nodiscard]] bool isContent(const Applicant &person)
    {
        if (person.problem().isEmpty())
            return true;
        for (const QString &event : person.story())
            qWarning("%s", qPrintable(event));
        for (const QByteArray &line : lastLines(m_kiosk->said()))
            qWarning("%s", line.constData());
        return false;
    }

    /// One of those who are here with an application; who is done makes room for another.
    Applicant &next(Dice &dice, Fate &fate)
    {
        const auto here = static_cast<std::size_t>(
            std::count_if(m_people.begin(), m_people.end(), [](const auto &one) { return !one->isDone(); }));
        if (here < people) {
            m_people.push_back(std::make_unique<Applicant>(
                *m_kiosk, dice,
                Applicant::Surroundings{[&fate] { fate.beforePress(); }, [&fate] { fate.cutOff(); },
                                        [this](const QString &reference) { return centreHas(reference); }},
                QStringLiteral("Henkilö %1").arg(m_people.size() + 1)));
        }
        std::vector<Applicant *> open;
        for (const auto &one : m_people)
            if (!one->isDone())
                open.push_back(one.get());
        return *open[static_cast<std::size_t>(dice.below(static_cast<int>(open.size())))];
    }

    /// Everybody comes once more and sends; then both sides are held against what was promised.
    void finish()
    {
        int lost = 0;
        int acknowledged = 0;
        int missing = 0;
        int received = 0;
        for (const auto &person : m_people) {
            if (!person->isDone())
                person->visit(Applicant::Aim::SendNow);
            QVERIFY2(isContent(*person), qPrintable(person->problem()));
            QVERIFY(person->isDone());
            lost += person->lostBeginnings();
            acknowledged += person->acknowledged();
            missing += person->missing();
            received += person->receivedSeen();
        }
        qInfo(
            "%zu applications, %d answers acknowledged, %d being typed at a kill and not there; %d receipts "
            "seen; %d beginnings killed before the code was seen",
            m_people.size(), acknowledged, missing, received, lost);
        compareWithCentre();
        QCOMPARE(m_kiosk->read(start, QStringLiteral("damagedStores")).toString(), QString());
        QCOMPARE(m_kiosk->read(start, QStringLiteral("outOfServiceId")).toString(), QString());
        QVERIFY(m_kiosk->end());
        compareStore(lost);
        // A session whose supervisor has just died may still say that its last act failed: no fault.
        for (const char *never : {"terminate called", "what():"})
            QVERIFY2(!m_kiosk->said().contains(never), never);
    }

    [[nodiscard]] QJsonArray submissions() const
    {
        const Ended listed =
            m_centre.admin(QStringLiteral("submissions"), {QStringLiteral("list"), QStringLiteral("--json")});
        return QJsonDocument::fromJson(listed.said).array();
    }

    [[nodiscard]] bool centreHas(const QString &reference) const
    {
        const QJsonArray all = submissions();
        return std::any_of(all.begin(), all.end(), [&](const QJsonValue &one) {
            return one.toObject().value(QLatin1String("reference")).toString() == reference;
        });
    }

    /// Each application once, complete, with the answers its person was shown last.
    void compareWithCentre()
    {
        QTRY_VERIFY_WITH_TIMEOUT(submissions().size() >= static_cast<qsizetype>(m_people.size()),
                                 settleMilliseconds);
        std::set<QString> references;
        std::set<QString> drafts;
        for (const QJsonValue &value : submissions()) {
            const QJsonObject one = value.toObject();
            QVERIFY(one.value(QLatin1String("complete")).toBool());
            references.insert(one.value(QLatin1String("reference")).toString());
            drafts.insert(one.value(QLatin1String("draft")).toString());
        }
        QCOMPARE(submissions().size(), static_cast<qsizetype>(m_people.size()));
        QCOMPARE(drafts.size(), m_people.size());
        QTemporaryDir folder;
        const QString out = folder.filePath(QStringLiteral("export"));
        const Ended exported = m_centre.admin(QStringLiteral("export"), {out});
        QVERIFY2(exported.exitCode == 0, exported.said.constData());
        for (const auto &person : m_people) {
            QVERIFY(references.contains(person->reference()));
            QFile file(out + u'/' + person->reference() + QStringLiteral("/answers.json"));
            QVERIFY(file.open(QIODevice::ReadOnly));
            const QJsonObject answers = QJsonDocument::fromJson(file.readAll()).object();
            for (auto kept = person->answers().begin(); kept != person->answers().end(); ++kept)
                QCOMPARE(answers.value(kept.key()).toString(), kept.value());
        }
    }

    /// Whole in every record without repair, and no more drafts in it than were begun.
    void compareStore(int lostBeginnings)
    {
        const QStringList damaged =
            QDir(m_kiosk->data()).entryList({QStringLiteral("store-damaged-*")}, QDir::Dirs);
        QVERIFY2(damaged.isEmpty(), qPrintable(damaged.join(u' ')));
        QTemporaryDir folder;
        const Ended read =
            run(programPath("luotsi-admin"),
                {QStringLiteral("salvage"), QStringLiteral("--key"),
                 m_kiosk->data() + QStringLiteral("/keys/database.key"), QStringLiteral("--into"),
                 folder.filePath(QStringLiteral("copy")), m_kiosk->data() + QStringLiteral("/store")});
        QVERIFY2(read.said.contains(" whole, 0 damaged\nattachments: 0 whole, 0 damaged\n") &&
                     read.said.contains("places that could not be read: 0\n"),
                 read.said.constData());
        // Of what is safe at the centre only receipt and code stay here.
        const int emptied = numberAfter(read.said, "drafts of which nothing could be read: ");
        const int drafts = numberAfter(read.said, "drafts written: ") + emptied;
        const int known = static_cast<int>(m_people.size());
        QVERIFY2(emptied <= known && drafts >= known && drafts <= known + lostBeginnings,
                 read.said.constData());
    }

    LivingCentre m_centre;
    std::unique_ptr<LivingKiosk> m_kiosk;
    std::vector<std::unique_ptr<Applicant>> m_people;
};

QTEST_MAIN(ClientKillTest)
#include "ClientKillTest.moc"
