#pragma once

#include "ports/Peripherals.h"

#include <QString>

namespace luotsi::platform {

/// What an attachment may be, from profile and form. Sizes are bytes, lengths pixels.
struct CapturePolicy
{
    qint64 maximumBytes = qint64{20} * 1024 * 1024;
    int longestSide = 2400; ///< larger photographs are scaled down to this
    int jpegQuality = 85;
};

/// Attachments from one folder the profile allows, in place of a camera. Invariants: never follows a symbolic
/// link, never leaves the folder, never writes; the kind is judged by the bytes, not the name; a photograph
/// is given upright and without metadata (place, device, time). AttachmentTooLarge, AttachmentWrongKind (not
/// PDF, JPEG, PNG or HEIC), AttachmentEncrypted (PDF with a password), AttachmentUnreadable;
/// CameraUnavailable without the folder. Threading: one thread at a time.
class FolderCamera final : public ports::Camera
{
public:
    /// An empty folder name means that this device has none.
    explicit FolderCamera(QString folder, CapturePolicy policy = {});

    [[nodiscard]] bool hasLens() const override { return false; }
    base::Result<std::vector<ports::CaptureSource>> sources() override;
    /// `sourceId` is one that `sources` gave.
    base::Result<ports::CapturedPage> capture(const QString &sourceId) override;

private:
    QString m_folder;
    CapturePolicy m_policy;
};

} // namespace luotsi::platform
