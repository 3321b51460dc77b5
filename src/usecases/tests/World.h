#pragma once

#include "base/Clock.h"
#include "base/Random.h"
#include "crypto/BoxKeys.h"
#include "crypto/SecretBytes.h"
#include "forms/FormDefinition.h"
#include "ports/testing/InMemoryDraftStore.h"
#include "sealing/ChangeSealing.h"
#include "sync/core/Merge.h"
#include "usecases/AnswerQuestion.h"
#include "usecases/StartDraft.h"

#include <QDate>
#include <QTest>

namespace luotsi::usecases::tests {

/// A clock that a test moves. Starts on Monday 2026-11-23 09:00 in Helsinki.
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
    explicit SeededRandom(std::uint64_t seed) : m_state(seed) {}
    void fill(std::uint8_t *target, std::size_t size) override
    {
        for (std::size_t at = 0; at < size; ++at)
            target[at] = static_cast<std::uint8_t>(next() >> 24);
    }

private:
    std::uint64_t next()
    {
        m_state += 0x9e3779b97f4a7c15ULL;
        std::uint64_t value = m_state;
        value = (value ^ (value >> 30)) * 0xbf58476d1ce4e5b9ULL;
        value = (value ^ (value >> 27)) * 0x94d049bb133111ebULL;
        return value ^ (value >> 31);
    }

    std::uint64_t m_state;
};

/// Everything a use case needs, in memory, with one small form on the shelf.
class World
{
public:
    explicit World(const QByteArray &xform) : store(clock), form(knownForm(xform)), shelf({form})
    {
        auto vault = crypto::SecretBytes::random(32, random);
        auto pair = crypto::BoxKeyPair::generate(random);
        if (!vault || !pair)
            qFatal("no keys");
        vaultKey = std::move(*vault);
        intakePair = std::move(*pair);
        intake.publicKey = intakePair.publicKey;
        intake.id = random.make<protocol::KeyId>();
    }

    [[nodiscard]] Tools tools() { return {store, clock, random, &origin}; }
    [[nodiscard]] forms::Environment environment() { return {clock, random}; }
    [[nodiscard]] AnswerRules rules() const
    {
        return {domain::Date::fromNumbers(2026, 11, 23).value(), {{QStringLiteral("FI"), 18}}};
    }

    [[nodiscard]] std::unique_ptr<OpenDraft> start(StartChoices choices = {})
    {
        auto code = prepareNewCode(random);
        if (!code)
            qFatal("no code");
        StartRequest request{form, choices, std::move(*code), QStringLiteral("demo-library"), intake};
        auto draft = StartDraft(tools(), vaultKey).execute(std::move(request), environment());
        if (!draft)
            qFatal("no draft: %s", qPrintable(draft.error().detail));
        return std::move(*draft);
    }

    /// Answers one question and continues; the problems that kept the page.
    [[nodiscard]] std::vector<AnswerProblem> answer(OpenDraft &draft, const QString &path,
                                                    const QString &typed)
    {
        AnswerQuestion use(tools(), rules());
        auto problems = use.execute(draft, {{draft.instance().find(path), typed}});
        if (!problems)
            qFatal("answer failed: %s", base::name(problems.error().code).data());
        return *problems;
    }

    /// The draft as somebody with its keys reads it from the store.
    [[nodiscard]] sync::core::DraftState merged(const OpenDraft &draft)
    {
        auto records = store.load(draft.facts().id);
        if (!records)
            qFatal("no records");
        return sync::core::mergeDraft(records->changes, [&](const protocol::Change &change) {
            auto body = sealing::openChange(change, draft.keys());
            return body ? std::optional(*body) : std::nullopt;
        });
    }

    static KnownForm knownForm(const QByteArray &xform)
    {
        auto definition = forms::parseForm(xform);
        if (!definition)
            qFatal("form: %s", qPrintable(definition.error().detail));
        protocol::FormManifest manifest;
        manifest.formId = (*definition)->id();
        manifest.version = (*definition)->version();
        manifest.form = protocol::hashOfFile(xform);
        return {QStringLiteral("test"), protocol::formHash(manifest), std::move(*definition), {}, {}};
    }

    TestClock clock;
    SeededRandom random{7};
    ports::testing::InMemoryDraftStore store;
    KnownForm form;
    FormShelf shelf;
    crypto::SecretBytes vaultKey;
    crypto::BoxKeyPair intakePair;
    IntakeKey intake;
    protocol::Origin origin; ///< of the device the next thing is done at
};

/// A small form with a question that sets another, a number with a limit, a repeat, and uploads.
[[nodiscard]] QByteArray smallForm();
/// Questions that others depend on, a choice, a repeat, uploads: what two people can answer differently.
[[nodiscard]] QByteArray conflictForm();

} // namespace luotsi::usecases::tests
