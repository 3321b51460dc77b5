#pragma once

#include "base/ByteSource.h"
#include "base/Result.h"

#include <QByteArray>
#include <QString>
#include <QStringList>

#include <memory>
#include <utility>
#include <vector>

namespace luotsi::ports {

/// One page of paper as plain lines; layout is the printer adapter's. `code` is printed as QR and as text and
/// is set only on the person's own slip.
struct Slip
{
    QString title;
    QStringList lines;
    QString code;
    QString language; ///< BCP 47, sets direction
};

/// Prints, or says that it cannot. Never keeps a spool file after the job. PrinterUnavailable when absent.
class Printer
{
public:
    virtual ~Printer() = default;
    [[nodiscard]] virtual bool available() const = 0;
    virtual base::Result<void> print(const Slip &slip) = 0;
};

/// One page image or document a person chose or photographed; lives in memory until it is sealed.
struct CapturedPage
{
    QString displayName;
    QByteArray bytes;
};

/// Something that can be offered for capture: a file in the configured folder, later a camera frame.
struct CaptureSource
{
    QString id; ///< of one page or file: a lens gives every picture an id of its own
    QString displayName;
    qint64 size = 0;
};

/// Where attachments come from. On a device without a camera the only source is the folder the profile
/// allows. CameraUnavailable when neither is there. Never writes.
class Camera
{
public:
    virtual ~Camera() = default;
    [[nodiscard]] virtual bool hasLens() const = 0;
    virtual base::Result<std::vector<CaptureSource>> sources() = 0;
    /// One page whole; AttachmentTooLarge for what should not be in memory.
    virtual base::Result<CapturedPage> capture(const QString &sourceId) = 0;
    /// The same to be read in pieces, of any size. What has only pages gives those.
    virtual base::Result<std::unique_ptr<base::ByteSource>> open(const QString &sourceId)
    {
        auto page = capture(sourceId);
        if (!page)
            return page.error();
        return std::unique_ptr<base::ByteSource>(
            std::make_unique<base::BytesInMemory>(std::move(page->bytes)));
    }
};

/// Reads a text aloud. SpeechUnavailable without a voice for the language.
class Speech
{
public:
    virtual ~Speech() = default;
    [[nodiscard]] virtual bool available(const QString &language) const = 0;
    virtual base::Result<void> say(const QString &text, const QString &language) = 0;
    virtual void silence() = 0;
};

/// Reads bar codes and QR codes with a camera. Readers that type like a keyboard need no port.
class CodeReader
{
public:
    virtual ~CodeReader() = default;
    /// NotFound when no code was seen.
    virtual base::Result<QString> read() = 0;
};

/// Plays a sound that belongs to a form. Never more than one at a time.
class SoundPlayer
{
public:
    virtual ~SoundPlayer() = default;
    /// Starts; MalformedInput when the bytes are no sound it knows.
    virtual base::Result<void> play(const QByteArray &sound) = 0;
    virtual void silence() = 0;
};

/// What the machine under the session offers: no swap, no core dumps, locked memory, out-of-service screen.
class HostControls
{
public:
    virtual ~HostControls() = default;
    /// Closes the ways a secret could leave memory (core dumps, ptrace). Call before any secret exists.
    virtual base::Result<void> hardenProcess() = 0;
};

} // namespace luotsi::ports
