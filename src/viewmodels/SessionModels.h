#pragma once

#include "viewmodels/CheckAnswersModel.h"
#include "viewmodels/CodeEntry.h"
#include "viewmodels/ConflictListModel.h"
#include "viewmodels/FailureView.h"
#include "viewmodels/HelpView.h"
#include "viewmodels/LookAroundModel.h"
#include "viewmodels/NewerForm.h"
#include "viewmodels/PaperListModel.h"
#include "viewmodels/PrivacyChoices.h"
#include "viewmodels/QuestionPage.h"
#include "viewmodels/ReceiptView.h"
#include "viewmodels/RepeatListModel.h"
#include "viewmodels/ResumeCodeView.h"
#include "viewmodels/TaskListModel.h"
#include "viewmodels/UnlockView.h"
#include "viewmodels/UrgentCard.h"

namespace luotsi::viewmodels {

/// What the pages of one session bind to.
struct SessionModels
{
    PrivacyChoices privacy;
    TaskListModel tasks;
    QuestionPage question;
    RepeatListModel repeatList;
    CheckAnswersModel check;
    ReceiptView receipt;
    PaperListModel papers;
    ConflictListModel conflicts;
    NewerForm newerForm;
    CodeEntry codeEntry;
    UnlockView unlock;
    UrgentCard urgent;
    HelpView help;
    LookAroundModel look;
    FailureView failure;
    ResumeCodeView resumeCode;
};

} // namespace luotsi::viewmodels
