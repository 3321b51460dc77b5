#pragma once

#include <QString>

#include <cstdint>

namespace luotsi::base {

/// Everything that can go wrong in Luotsi, in one list. A code maps to exactly one text a person reads
/// (`textId`) and one short name for logs, wire and tests (`name`); both live in Error.cpp.
/// Add a code here rather than a second meaning to an old one.
enum class ErrorCode : std::uint16_t {
    // Input and forms
    MalformedInput,    ///< bytes do not have the form they should have; detail says where
    MalformedForm,     ///< XForm not usable; place holds line and column
    UnknownForm,       ///< a form (hash) this device has no definition of: kept, never guessed
    FormWithdrawn,     ///< the pack has withdrawn this version: finish with staff, nothing is lost
    ExpressionTooDeep, ///< evaluation stopped by a depth or size limit
    TypeMismatch,      ///< a value does not have the type its bind wants
    NotFound,          ///< the named thing does not exist
    // Store
    StoreWrongKey,       ///< the key vault's key does not open the database; the file is kept
    StoreKeyUnavailable, ///< the key vault has no key at the moment; the file is kept
    StoreCorrupt,        ///< damaged pages; what is readable is kept
    StoreFull,           ///< no space left, or below the reserve a new draft needs
    StoreBusy,           ///< another process holds the store
    StoreNotEncrypted,   ///< the database library does not encrypt: refused
    StoreTooNew,         ///< written by a newer version of Luotsi
    StoreFailed,         ///< any other failure of the disk; the store is closed, not retried
    // Keys and codes
    CryptoRejected, ///< authentication of sealed bytes failed
    WrapMismatch,   ///< a wrap names another draft, key or purpose
    CodeMalformed,  ///< a resume code with a wrong check character or length
    CodeRefused,    ///< a resume code opened nothing; never says whether it exists
    CodeReplaced,   ///< a newer code of the same draft has been used since
    CodeExpired,    ///< the code's time is over and its draft was never sent
    NotHereYet,     ///< the centre knows the code, but the draft has not come there
    TooManyTries,   ///< tries used up for now
    // Signed bundles
    SignatureInvalid,
    BundleExpired,
    BundleRollback,
    BundleUnknownKey,
    // Network and centre
    NetworkUnreachable,
    CertificateRefused,
    CertificateExpired,
    CaptivePortal,
    EnrolmentRefused,
    Revoked,
    ServerBusy,
    ProtocolTooOld,
    AlreadySubmitted,
    Quarantined,
    Fork,
    Gap,
    Erased,
    QuotaExceeded,
    OffsetMismatch,
    FeedReset,
    // Attachments
    AttachmentTooLarge,
    AttachmentWrongKind,
    AttachmentUnreadable,
    AttachmentEncrypted,
    // Devices beside the screen
    PrinterUnavailable,
    CameraUnavailable,
    SpeechUnavailable,
    // Anything a defect of ours causes
    Internal,
};

/// Place in a text the error speaks of; 0 means unknown.
struct TextPlace
{
    int line = 0;
    int column = 0;
};

/// One failure as a value. `detail` is for staff and authors: it never holds an answer, a name, a code,
/// an identity code or key material.
struct Error
{
    ErrorCode code = ErrorCode::Internal;
    QString detail;
    TextPlace place;
};

/// Stable short name, e.g. "store-full". Threading: pure.
[[nodiscard]] QLatin1String name(ErrorCode code);

/// Id of the plain-language text for a person at a screen, e.g. "error-store-full".
[[nodiscard]] QString textId(ErrorCode code);

/// The code with that short name; Internal when there is none.
[[nodiscard]] ErrorCode codeFromName(QStringView name);

} // namespace luotsi::base
