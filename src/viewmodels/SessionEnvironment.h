#pragma once

#include "base/Clock.h"
#include "base/Random.h"
#include "crypto/SecretBytes.h"
#include "domain/Iban.h"
#include "packs/Profile.h"
#include "ports/DraftStore.h"
#include "ports/LastSaved.h"
#include "ports/Peripherals.h"
#include "ports/Position.h"
#include "session/SessionEnd.h"
#include "sync/protocol/Messages.h"
#include "usecases/KnownForm.h"
#include "usecases/ServiceTexts.h"
#include "usecases/StartDraft.h"

#include <QTimeZone>

#include <functional>
#include <optional>
#include <vector>

namespace luotsi::viewmodels {

/// Runs `work` and then `done`, `done` always on the calling thread. Empty in a SessionEnvironment means: at
/// once. `work` may run on another thread; it touches nothing but what it was given.
using Aside = std::function<void(std::function<void()> work, std::function<void()> done)>;

/// What came of looking for the draft of a code; without an error the store has it.
struct SearchOutcome
{
    std::optional<base::ErrorCode> error;
    std::vector<sync::protocol::Access> accesses; ///< who has opened it, as far as the centre was asked
};
using SearchDone = std::function<void(const SearchOutcome &outcome)>;

/// What a session needs of the world, introduced once by the executable. References outlive the session.
struct SessionEnvironment
{
    ports::DraftStore &store;
    const base::Clock &clock;
    base::Random &random; ///< callable from the thread `aside` uses
    ports::Camera &camera;
    ports::Printer &printer;
    ports::Speech &speech;
    const packs::Profile &profile;
    const usecases::FormShelf &forms;
    const usecases::ServiceLibrary &texts;
    const crypto::SecretBytes &vaultKey;
    ports::Position *position = nullptr;     ///< null on a kiosk
    ports::CodeReader *codeReader = nullptr; ///< null without a camera that reads codes
    ports::SoundPlayer *sound = nullptr;     ///< null where nothing can be heard
    ports::LastSaved *lastSaved = nullptr;   ///< null on a kiosk
    std::optional<usecases::IntakeKey> intake = {};
    QByteArray receiptKey = {};
    QTimeZone timeZone = QTimeZone::utc();
    domain::IbanLengths ibanLengths = {};
    std::function<QString(const QString &text)> qrSvg = {}; ///< data URI of a QR code
    Aside aside = {};
    /// The language is about to change: install its texts before pages read them again.
    std::function<void(const QString &language)> languageChanges = {};
    /// Looks for the draft of a code on this device and at the centre; `done` comes once, unless the search
    /// is stopped. Empty: only what the store has can be opened.
    std::function<void(const sync::protocol::LookupId &lookup, SearchDone done)> findDraft = {};
    std::function<void()> stopFinding = {};
    std::function<void()> activity = {};
    std::function<void(const sync::protocol::DraftId &draft)> submitted = {};
    std::function<void(session::EndReason reason, session::DraftFate fate)> ended = {};
};

} // namespace luotsi::viewmodels
