#pragma once

#include "crypto/BoxKeys.h"
#include "crypto/Signature.h"
#include "ports/testing/InMemoryDraftStore.h"
#include "usecases/KnownForm.h"
#include "usecases/ServiceTexts.h"
#include "viewmodels/KioskSession.h"
#include "viewmodels/SessionEnvironment.h"

#include <QHash>
#include <QMap>
#include <QTest>
#include <QTranslator>

#include <memory>

namespace luotsi::viewmodels::tests {

namespace protocol = sync::protocol;

/// Starts on Monday 2026-11-23 09:00 in Helsinki.
class TestClock final : public base::Clock
{
public:
    [[nodiscard]] std::int64_t wallMilliseconds() const override { return m_wall; }
    [[nodiscard]] std::int64_t monotonicMilliseconds() const override { return m_monotonic; }
    void pass(std::int64_t milliseconds)
    {
        m_wall += milliseconds;
        m_monotonic += milliseconds;
    }

private:
    std::int64_t m_wall = 1'795'417'200'000;
    std::int64_t m_monotonic = 5'000;
};

/// Reproducible: splitmix64.
class SeededRandom final : public base::Random
{
public:
    void fill(std::uint8_t *target, std::size_t size) override;

private:
    std::uint64_t m_state = 11;
};

/// Stands at a place of its own. Tells at once, or when the test says so.
class FixedPosition final : public ports::Position
{
public:
    void find(Found found) override
    {
        ++searches;
        waiting = std::move(found);
        if (!slow)
            tell();
    }
    void stop() override { waiting = nullptr; }
    void tell()
    {
        if (const Found found = std::exchange(waiting, nullptr))
            known ? found(ports::Fix{60.1699, 24.9384, {}, 5.0}) : found(base::ErrorCode::NotFound);
    }
    bool known = true;
    bool slow = false;
    int searches = 0;
    Found waiting;
};

class OneCode final : public ports::CodeReader
{
public:
    void read(Seen seen) override
    {
        waiting = std::move(seen);
        if (!slow)
            tell(QStringLiteral("6412345678901"));
    }
    void stop() override { waiting = nullptr; }
    void tell(const base::Result<QString> &code)
    {
        if (const Seen seen = std::exchange(waiting, nullptr))
            seen(code);
    }
    bool slow = false;
    Seen waiting;
};

/// A sound lasts until the test says that it is over.
class NotedSounds final : public ports::SoundPlayer
{
public:
    void play(const QByteArray &sound, Ended ended) override
    {
        played.append(sound);
        waiting = std::move(ended);
    }
    void silence() override { waiting = nullptr; }
    void tell(const base::Result<void> &result)
    {
        if (const Ended ended = std::exchange(waiting, nullptr))
            ended(result);
    }
    QByteArrayList played;
    Ended waiting;
};

/// In memory.
class RememberedForms final : public ports::LastSaved
{
public:
    [[nodiscard]] base::Result<QByteArray> read(const QString &formId) override
    {
        return saved.contains(formId) ? base::Result<QByteArray>(saved.value(formId))
                                      : base::Result<QByteArray>(base::ErrorCode::NotFound);
    }
    base::Result<void> keep(const QString &formId, const QByteArray &instanceXml) override
    {
        saved.insert(formId, instanceXml);
        return {};
    }
    base::Result<void> forget(const QString &formId) override
    {
        saved.remove(formId);
        return {};
    }
    QHash<QString, QByteArray> saved;
};

class FolderOfPages final : public ports::Camera
{
public:
    [[nodiscard]] bool hasLens() const override { return false; }
    base::Result<std::vector<ports::CaptureSource>> sources() override;
    base::Result<ports::CapturedPage> capture(const QString &sourceId) override;
};

class NotedPrinter final : public ports::Printer
{
public:
    [[nodiscard]] bool available() const override { return works; }
    base::Result<void> print(const ports::Slip &slip) override;

    bool works = true;
    std::vector<ports::Slip> slips;
};

class NoSpeech final : public ports::Speech
{
public:
    [[nodiscard]] bool available(const QString &) const override { return false; }
    base::Result<void> say(const QString &, const QString &) override
    {
        return base::ErrorCode::SpeechUnavailable;
    }
    void silence() override {}
};

/// Texts with a place for a number, so that what is filled in can be seen.
class NumberTexts final : public QTranslator
{
public:
    QString translate(const char *, const char *id, const char *, int) const override;
    [[nodiscard]] bool isEmpty() const override { return false; }
};

/// A whole kiosk in memory on the real form and texts of the service pack. Sessions come and go; store, clock
/// and keys stay, as on a device.
class Kiosk
{
public:
    Kiosk();
    /// On another form, and with the service's texts.
    explicit Kiosk(const packs::PackForm &form);
    ~Kiosk();

    /// A fresh session process.
    KioskSession &fresh();
    /// One more process on the same store, as if at another device.
    [[nodiscard]] std::unique_ptr<KioskSession> another();
    /// The process is killed: nothing of it runs any more.
    void kill() { m_session.reset(); }
    [[nodiscard]] KioskSession &session() { return *m_session; }

    /// To the first page after notice and code.
    KioskSession &apply();
    /// Types a code into a fresh session.
    KioskSession &continueWith(const QString &code);
    [[nodiscard]] QString code() { return m_session->resumeCode()->code(); }
    /// Moves the clock and lets the session notice.
    void pass(std::int64_t milliseconds);

    NumberTexts numberTexts;
    TestClock clock;
    SeededRandom random;
    ports::testing::InMemoryDraftStore store;
    ports::DraftStore *answersGoTo = &store; ///< another store for the sessions to come
    FolderOfPages camera;
    NotedPrinter printer;
    NoSpeech speech;
    FixedPosition position;
    OneCode codeReader;
    NotedSounds sounds;
    RememberedForms remembered;
    bool remembers = false;  ///< a device of one person
    bool hasDevices = false; ///< the three above are there; a kiosk has none of them
    packs::Profile profile;
    usecases::FormShelf forms;
    usecases::ServiceLibrary texts;
    crypto::SecretBytes vaultKey;
    crypto::BoxKeyPair intake;
    crypto::SigningKey receiptKey;
    domain::IbanLengths ibanLengths;
    std::vector<std::pair<session::EndReason, session::DraftFate>> ends;
    std::vector<protocol::DraftId> sent;
    Aside aside; ///< empty: at once
    /// Plays the supervisor's search; empty: only the store is asked.
    std::function<void(const protocol::LookupId &lookup, SearchDone done)> findDraft;
    int stoppedSearches = 0;

private:
    std::unique_ptr<KioskSession> m_session;
};

/// As a device reads it, with the hash of its manifest.
[[nodiscard]] usecases::KnownForm knownForm(packs::PackForm form);
/// form.xml, form.json and what lies in media/ of a folder.
[[nodiscard]] packs::PackForm formIn(const QString &folder);
/// As many questions as asked for in groups of 25, every kind of the service's own application.
[[nodiscard]] packs::PackForm longForm(int questions);

/// Answers pages as a person would, from "XForm path with positions" to value.
class Person
{
public:
    Person(Kiosk &kiosk, const QString &answersFile);

    /// Walks on until the page is `stop`, or the check page. Fails the test when it gets stuck.
    void walkTo(KioskSession::Page stop);
    /// One page: answers it and goes on.
    void answerPage();

    [[nodiscard]] int pages() const { return m_pages; }
    [[nodiscard]] QStringList unused() const;
    [[nodiscard]] QString indexed(const QString &stablePath);
    QMap<QString, QString> answers;
    /// Called before a page is left, e.g. to look at it.
    std::function<void()> onPage;

private:
    void answer(Field &field);
    void answerList();
    void attach(Field &field, const QString &repeat);

    Kiosk &m_kiosk;
    QSet<QString> m_used;
    QHash<QString, QStringList> m_rows;
    QHash<QString, int> m_added;
    int m_pages = 0;
};

} // namespace luotsi::viewmodels::tests
