#include "devices/QtSoundPlayer.h"

#include <QTest>

#include <optional>

using namespace luotsi;
using namespace luotsi::devices;
using base::ErrorCode;

namespace {

/// Begins like a sound.
QByteArray sound()
{
    return QByteArray("RIFF\x24\0\0\0WAVE", 12) + QByteArray(40, '\0');
}

/// A loudspeaker that does what a test says.
class FakePlayback final : public SoundPlayback
{
public:
    [[nodiscard]] bool start(const QByteArray &sound) override
    {
        heard = sound;
        isOn = works;
        return works;
    }
    void stop() override
    {
        isOn = false;
        ++stops;
    }
    bool works = true;
    static inline QByteArray heard;
    static inline bool isOn = false;
    static inline int stops = 0;
};

} // namespace

/// A sound is played to its end, and what cannot be heard says so.
class QtSoundPlayerTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        FakePlayback::isOn = false;
        FakePlayback::stops = 0;
        FakePlayback::heard.clear();
        m_told.reset();
        m_tellings = 0;
    }

    void aSound_tellsItsEnd()
    {
        QtSoundPlayer player(make(true), std::chrono::milliseconds(20));
        begin(player, sound());
        QCOMPARE(FakePlayback::heard, sound());
        Q_EMIT m_playback->begun();
        QTest::qWait(80); // longer than a sound may take to begin
        QCOMPARE(m_tellings, 0);
        Q_EMIT m_playback->ended();
        QCOMPARE(m_tellings, 1);
        QVERIFY(m_told->ok());
        QVERIFY(!FakePlayback::isOn);
    }

    void bytesThatAreNoSound_areSaid()
    {
        QtSoundPlayer player(make(true));
        begin(player, sound());
        Q_EMIT m_playback->refused();
        QCOMPARE(m_tellings, 1);
        QVERIFY(!m_told->ok());
        QCOMPARE(m_told->error().code, ErrorCode::MalformedInput);
        QVERIFY(!FakePlayback::isOn);
        FakePlayback::heard.clear();
        begin(player, "<html>no sound</html>");
        QCOMPARE(m_told->error().code, ErrorCode::MalformedInput);
        QVERIFY(FakePlayback::heard.isEmpty()); // no player has to find that out
    }

    void whereNothingCanBeHeard_itIsSaid()
    {
        QtSoundPlayer player(make(false));
        begin(player, sound());
        QCOMPARE(m_told->error().code, ErrorCode::SpeechUnavailable);
        QtSoundPlayer mute(make(true), std::chrono::milliseconds(20));
        begin(mute, sound()); // the sound server does not answer
        QTRY_COMPARE(m_tellings, 2);
        QCOMPARE(m_told->error().code, ErrorCode::SpeechUnavailable);
    }

    void silence_endsItWithoutAWord()
    {
        QtSoundPlayer player(make(true), std::chrono::milliseconds(20));
        begin(player, sound());
        player.silence();
        QVERIFY(!FakePlayback::isOn);
        QTest::qWait(60);
        QCOMPARE(m_tellings, 0);
    }

    void anotherSound_takesThePlace()
    {
        QtSoundPlayer player(make(true));
        begin(player, sound());
        begin(player, sound() + "2");
        QCOMPARE(FakePlayback::stops, 1);
        Q_EMIT m_playback->ended();
        QCOMPARE(FakePlayback::heard, sound() + "2");
        QCOMPARE(m_tellings, 1);
    }

    /// The real one, where there is nothing to hear with or the bytes are nothing: a word comes all the same.
    void theMachinesOwn_alwaysTells()
    {
        QtSoundPlayer player([] { return std::make_unique<MediaPlayback>(); }, std::chrono::seconds(2));
        begin(player, sound());
        QTRY_COMPARE_WITH_TIMEOUT(m_tellings, 1, 10000);
        QVERIFY(!m_told->ok());
    }

private:
    QtSoundPlayer::MakePlayback make(bool works)
    {
        return [this, works] {
            auto playback = std::make_unique<FakePlayback>();
            playback->works = works;
            m_playback = playback.get();
            return playback;
        };
    }

    void begin(QtSoundPlayer &player, const QByteArray &sound)
    {
        player.play(sound, [this](const base::Result<void> &played) {
            ++m_tellings;
            m_told = played;
        });
    }

    FakePlayback *m_playback = nullptr;
    std::optional<base::Result<void>> m_told;
    int m_tellings = 0;
};

QTEST_MAIN(QtSoundPlayerTest)
#include "QtSoundPlayerTest.moc"
