#pragma once

#include "base/Result.h"

#include <QByteArray>
#include <QString>

#include <cstdint>

namespace luotsi::attachments {

/// Largest file of one page, before sealing (validation.md, Attachment).
inline constexpr qsizetype maximumPageBytes = 20 * 1024 * 1024;

/// What a form allows for an upload.
struct PageLimits
{
    QString mediaTypes; ///< as in the form: "image/*", "application/pdf,image/jpeg"; empty: all pages of
                        ///< paper we know
    int maxPixels = 0;  ///< longest side after scaling; 0: as it is
    std::uint64_t recordingBytes = maximumPageBytes; ///< of a sound or a film
};

/// One page ready for sealing: known kind, no position or camera data in it.
struct PageFile
{
    QByteArray bytes;
    QString mediaType;
    QString extension;
};

/// Decides before anything is stored whether a file can be an attachment, by what its bytes are and never by
/// its name, and takes out what a person did not mean to send: position, camera, remarks. A photograph is
/// given upright. Errors: AttachmentTooLarge, AttachmentWrongKind (not PDF, JPEG, PNG or HEIC, nor
/// WAV, MP3 or MP4 where a form asks for a recording), AttachmentEncrypted (PDF with a password),
/// AttachmentUnreadable. Pure; any thread.
[[nodiscard]] base::Result<PageFile> preparePage(const QByteArray &bytes, const PageLimits &limits);

} // namespace luotsi::attachments
