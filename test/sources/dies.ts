throw new Error('this worker is made to die');
