#pragma once

#include "attachments/PageFile.h"
#include "ports/Peripherals.h"

#include <QString>

#include <memory>

namespace luotsi::platform {

/// Attachments from one folder the profile allows, in place of a camera. Invariants: never follows a symbolic
/// link, never leaves the folder, never writes, never holds more than a page may have. What the bytes are is
/// not judged here. AttachmentTooLarge, AttachmentUnreadable; CameraUnavailable without the folder.
/// Threading: one thread at a time.
class FolderCamera final : public ports::Camera
{
public:
    /// An empty folder name means that this device has none.
    explicit FolderCamera(QString folder, qint64 maximumBytes = attachments::maximumPageBytes);

    [[nodiscard]] bool hasLens() const override { return false; }
    base::Result<std::vector<ports::CaptureSource>> sources() override;
    /// `sourceId` is one that `sources` gave.
    base::Result<ports::CapturedPage> capture(const QString &sourceId) override;
    /// Of any size; read only as it is asked for.
    base::Result<std::unique_ptr<base::ByteSource>> open(const QString &sourceId) override;

private:
    QString m_folder;
    qint64 m_maximumBytes; ///< of one page
};

} // namespace luotsi::platform
